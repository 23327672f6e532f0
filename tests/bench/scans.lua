-- SPDX-License-Identifier: EUPL-1.2
-- For wrk: scans one code after the other, each with a nonce of its own. -- KEY FILE FIRST
local tokens, number = {}, 0

function init(args)
	wrk.headers["Authorization"] = "Bearer " .. args[1]
	wrk.headers["Content-Type"] = "application/json"
	wrk.headers["Accept"] = "application/json"
	for line in io.lines(args[2]) do tokens[#tokens + 1] = line end
	number = tonumber(args[3])
end

function request()
	local token = tokens[number % #tokens + 1]
	number = number + 1
	return wrk.format("POST", nil, nil, string.format('{"token":"%s","point":"door","nonce":"%032x"}', token, number))
end

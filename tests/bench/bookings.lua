-- SPDX-License-Identifier: EUPL-1.2
-- For wrk: books one free hour after the other, each on the next machine. -- KEY FIRST MACHINES
local DAY = 24 * 3600
local key, number, machines, tomorrow

function init(args)
	key, number, machines = args[1], tonumber(args[2]), tonumber(args[3])
	tomorrow = math.floor(os.time() / DAY) * DAY + DAY
	wrk.headers["Authorization"] = "Bearer " .. key
	wrk.headers["Content-Type"] = "application/json"
end

local function instant(hour)
	return os.date("!%Y-%m-%dT%H:00:00Z", tomorrow + hour * 3600)
end

function request()
	local hour, machine = math.floor(number / machines), number % machines + 1
	number = number + 1
	return wrk.format("POST", nil, nil, string.format('{"resource":"machine-%d","from":"%s","until":"%s","purpose":"Prototyp"}',
		machine, instant(hour), instant(hour + 1)))
end

// Calls whichever of the usual functions the codec has. input is a JSON text: {bytes, fPort, recvTime, variables}.
(function (json) {
	const input = JSON.parse(json);
	input.recvTime = new Date(input.recvTime * 1000);
	const find = (name) => { try { return (0, eval)("typeof " + name + " === 'function' ? " + name + " : undefined"); } catch { return undefined; } };
	const uplink = find("decodeUplink") || exports.decodeUplink || module.exports.decodeUplink;
	if (uplink) return uplink(input);
	const decoder = find("Decoder");
	if (decoder) return { data: decoder(input.bytes, input.fPort) };
	const decode = find("Decode");
	if (decode) return { data: decode(input.fPort, input.bytes, input.variables) };
	throw new Error("there is no function decodeUplink, Decoder or Decode");
})

// Calls whichever of the usual functions the codec has: the common API, else The Things Stack's old one, else that of
// ChirpStack v3. input is a JSON text: {bytes, fPort, recvTime, variables} of an uplink, {data, fPort, variables} of an
// order; recvTime in milliseconds.
(function (json) {
	const input = JSON.parse(json);
	const find = (name) => {
		try { return (0, eval)("typeof " + name + " === 'function' ? " + name + " : undefined") || exports[name] || module.exports[name]; }
		catch { return undefined; }
	};
	const settled = (name, result) => {
		if (result && typeof result.then === "function") throw new Error(name + " is async, which network servers do not wait for either");
		return result;
	};
	const call = (name, ...args) => settled(name, find(name)(...args));
	const encode = () => {
		if (find("encodeDownlink")) return call("encodeDownlink", input);
		if (find("Encoder")) return { bytes: call("Encoder", input.data, input.fPort) };
		if (find("Encode")) return { bytes: call("Encode", input.fPort, input.data, input.variables) };
		throw new Error("there is no function encodeDownlink, Encoder or Encode");
	};
	if ("data" in input) {
		const made = encode();
		return made && made.bytes ? Object.assign({}, made, { bytes: Array.from(made.bytes) }) : made;
	}
	input.recvTime = new Date(input.recvTime);
	if (find("decodeUplink")) return call("decodeUplink", input);
	if (find("Decoder")) return { data: call("Decoder", input.bytes, input.fPort) };
	if (find("Decode")) return { data: call("Decode", input.fPort, input.bytes, input.variables) };
	throw new Error("there is no function decodeUplink, Decoder or Decode");
})

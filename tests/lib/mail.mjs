// SPDX-License-Identifier: EUPL-1.2
// A real SMTP server on loopback, and what mails say once they are taken apart.
import { once } from "node:events";
import { SMTPServer } from "smtp-server";
import { until } from "./lab.mjs";

const decoders = {
	base64: (text) => Buffer.from(text, "base64"),
	"quoted-printable": (text) => Buffer.from(text.replace(/=\r\n/g, "")
		.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), "latin1"),
};

/* RFC 2047 encoded words, B only: that is what we send. */
const word = (text) => text.replace(/\?=\r\n =\?/g, "?==?")
	.replace(/=\?UTF-8\?B\?([^?]*)\?=/g, (_, bytes) => Buffer.from(bytes, "base64").toString()).replace(/\r\n\s/g, " ");

function entity(raw) {
	const end = raw.indexOf("\r\n\r\n");
	const headers = Object.fromEntries(raw.slice(0, end).split(/\r\n(?!\s)/)
		.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), word(line.slice(line.indexOf(":") + 1).trim())]));
	const type = headers["content-type"] ?? "text/plain";
	const boundary = /boundary="?([^";]+)/.exec(type)?.[1];
	const rest = raw.slice(end + 4);
	if (boundary)
		return { headers, type, parts: rest.split(`--${boundary}`).slice(1, -1).map((part) => entity(part.replace(/^\r\n|\r\n$/g, ""))) };
	const decode = decoders[headers["content-transfer-encoding"]] ?? ((text) => Buffer.from(text, "latin1"));
	return { headers, type, text: decode(rest).toString() };
}

export function readMail(raw) {
	const { headers, parts } = entity(raw);
	return { headers, raw, subject: headers.subject, text: parts[0].text, file: parts[1],
		link: /https?:\/\/\S+/.exec(parts[0].text)?.[0] };
}

/* data(mail) may return a promise: the server answers when it is settled, and refuses if it throws. */
export async function startMailServer({ port = 0, data, ...options } = {}) {
	const mails = [];
	const server = new SMTPServer({
		disabledCommands: ["AUTH"], ...options,
		onData(stream, session, done) {
			let raw = "";
			stream.setEncoding("latin1").on("data", (more) => { raw += more; });
			stream.on("end", async () => {
				try {
					const mail = { to: session.envelope.rcptTo.map(({ address }) => address),
						from: session.envelope.mailFrom.address, secure: session.secure, user: session.user, ...readMail(raw) };
					mails.push(mail);
					await data?.(mail);
					done();
				} catch (error) {
					done(error);
				}
			});
		},
	});
	server.on("error", () => {}); /* a client that leaves is part of the tests */
	server.listen(port, "127.0.0.1");
	await once(server.server, "listening");
	const got = (to, subject, count = 1) => mails.filter((mail) => mail.to.includes(to) && mail.subject.match(subject)).slice(count - 1)[0];
	return {
		mails, port: server.server.address().port,
		get url() { return `smtp://127.0.0.1:${this.port}`; },
		/* The mail to that address with that subject, when it has come. */
		mail: (to, subject, count) => until(`a mail to ${to}: ${subject}`, () => got(to, subject, count), 15),
		stop: () => new Promise((resolve) => { server.close(resolve); for (const each of server.connections) each._socket?.destroy(); }),
	};
}

// SPDX-License-Identifier: EUPL-1.2
#include "app/base/outgoing.h"

#include "app/base/buffer.h"
#include "app/base/secret.h"
#include "app/base/text.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* An encoded word has at most 75 characters (RFC 2047 section 2): 45 bytes make 60 of base64. */
enum { CONNECT_SECONDS = 10, ALL_SECONDS = 30, WORD_BYTES = 45, GOES_ON = 354, FOR_GOOD = 500 };

void outgoing_start(void)
{
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		abort();
}

/* OpenSSL's own variable names the file; the system's folder of authorities stays. libcurl does not look at it. */
static const char AUTHORITIES[] = "SSL_CERT_FILE";

bool outgoing_trust(const char *file)
{
	FILE *readable = fopen(file, "r");

	if (!readable)
		return false;
	fclose(readable);
	return !setenv(AUTHORITIES, file, 1);
}

static void trust(CURL *curl)
{
	const char *file = getenv(AUTHORITIES);

	if (file && *file)
		curl_easy_setopt(curl, CURLOPT_CAINFO, file);
}

bool mail_server_is_valid(const char *url)
{
	CURLU *parsed = curl_url();
	bool valid = (text_starts(url, "smtp://") || text_starts(url, "smtps://")) &&
		curl_url_set(parsed, CURLUPART_URL, url, 0) == CURLUE_OK;

	curl_url_cleanup(parsed);
	return valid;
}

/* ---- headers --------------------------------------------------------------------------------- */

static bool is_plain(const char *text)
{
	for (const char *c = text; *c; c++)
		if (*c < ' ' || *c > '~')
			return false;
	return !strstr(text, "=?") && strlen(text) <= 2 * WORD_BYTES;
}

/* As many bytes as fit into one word without cutting a letter in two. */
static size_t word_size(const char *text)
{
	size_t size = 0, left = strlen(text), step;

	while (left > size && (step = text_sequence(text + size, left - size)) > 0 && size + step <= WORD_BYTES)
		size += step;
	return size ? size : left; /* broken UTF-8 was refused where it came in */
}

/* No line of ours may become two: a name or a subject must not add headers. */
static char *without_controls(struct arena *arena, const char *text)
{
	char *copy = arena_text(arena, text);

	for (char *c = copy; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			*c = ' ';
	return copy;
}

char *mail_word(struct arena *arena, const char *text)
{
	const char *left = without_controls(arena, text);
	char *words = NULL;

	if (is_plain(left))
		return arena_text(arena, left);
	for (size_t size; *left; left += size) {
		size = word_size(left);
		words = arena_print(arena, "%s%s=?UTF-8?B?%s?=", words ? words : "",
			words ? "\r\n " : "", base64_print(arena, left, size));
	}
	return words;
}

/* RFC 5322 section 3.3, in UTC. Names of days and months are English, whatever the locale. */
static char *date_of(struct arena *arena, int64_t at)
{
	static const char days[][4] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
		"Sep", "Oct", "Nov", "Dec" };
	time_t seconds = (time_t)at;
	struct tm tm;

	gmtime_r(&seconds, &tm);
	return arena_print(arena, "%s, %d %s %d %02d:%02d:%02d +0000", days[tm.tm_wday], tm.tm_mday,
		months[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static struct curl_slist *add(struct curl_slist *list, struct arena *arena, const char *name, const char *value)
{
	struct curl_slist *longer = curl_slist_append(list, arena_print(arena, "%s: %s", name, value));

	if (!longer)
		abort();
	return longer;
}

static char *bracketed(struct arena *arena, const char *address)
{
	return arena_print(arena, "<%s>", without_controls(arena, address));
}

static struct curl_slist *headers_of(struct arena *arena, const struct mail *mail)
{
	char *from = bracketed(arena, mail->from);
	struct curl_slist *list = NULL;

	if (mail->from_name)
		from = arena_print(arena, "%s %s", mail_word(arena, mail->from_name), from);
	list = add(list, arena, "Date", date_of(arena, mail->date));
	list = add(list, arena, "From", from);
	list = add(list, arena, "To", bracketed(arena, mail->to));
	list = add(list, arena, "Subject", mail_word(arena, mail->subject));
	list = add(list, arena, "Message-ID", bracketed(arena, mail->message_id));
	/* RFC 3834: no out-of-office notes, please. */
	return add(list, arena, "Auto-Submitted", "auto-generated");
}

/* ---- sending --------------------------------------------------------------------------------- */

/* A line of a mail ends with CRLF; libcurl would write a lone LF as =0A. */
static char *with_crlf(struct arena *arena, const char *text)
{
	char *copy = arena_alloc(arena, 2 * strlen(text) + 1), *to = copy;

	for (; *text; *to++ = *text++)
		if (*text == '\n')
			*to++ = '\r';
	return copy;
}

static curl_mimepart *add_part(curl_mime *mime, const char *text, const char *type, const char *encoder)
{
	curl_mimepart *part = curl_mime_addpart(mime);

	if (!part || curl_mime_data(part, text, CURL_ZERO_TERMINATED) != CURLE_OK)
		abort();
	curl_mime_type(part, type);
	curl_mime_encoder(part, encoder);
	return part;
}

static curl_mime *body_of(CURL *curl, struct arena *arena, const struct mail *mail)
{
	curl_mime *mime = curl_mime_init(curl);

	if (!mime)
		abort();
	add_part(mime, with_crlf(arena, mail->text), "text/plain; charset=utf-8", "quoted-printable");
	if (mail->file_name)
		curl_mime_filename(add_part(mime, mail->file, mail->file_type, "base64"), mail->file_name);
	return mime;
}

/* Who gets a password must have shown who it is. */
static void secure(CURL *curl, const char *server)
{
	bool strict = strchr(server, '@') || text_starts(server, "smtps:");

	curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)(strict ? CURLUSESSL_ALL : CURLUSESSL_TRY));
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, (long)strict);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, strict ? 2L : 0L);
}

/* The last thing the server said: after 354 it has the mail, and only its next word tells what became of it. */
static enum mail_end judge(CURL *curl, CURLcode result)
{
	long said = 0;

	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &said);
	if (result == CURLE_OK)
		return MAIL_SENT;
	if (said == GOES_ON)
		return MAIL_UNKNOWN;
	return said >= FOR_GOOD ? MAIL_REFUSED : MAIL_DELAYED;
}

static CURLcode perform(CURL *curl, struct arena *arena, const char *server, const struct mail *mail)
{
	struct curl_slist *to = curl_slist_append(NULL, bracketed(arena, mail->to));
	struct curl_slist *headers = headers_of(arena, mail);
	curl_mime *body = body_of(curl, arena, mail);

	curl_easy_setopt(curl, CURLOPT_URL, server);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)ALL_SECONDS);
	secure(curl, server);
	trust(curl);
	curl_easy_setopt(curl, CURLOPT_MAIL_FROM, bracketed(arena, mail->from));
	curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(curl, CURLOPT_MIMEPOST, body);
	CURLcode result = curl_easy_perform(curl);
	curl_mime_free(body);
	curl_slist_free_all(headers);
	curl_slist_free_all(to);
	return result;
}

enum mail_end mail_send(struct arena *arena, const char *server, const struct mail *mail, const char **why)
{
	char error[CURL_ERROR_SIZE] = "";
	CURL *curl = curl_easy_init();

	if (!curl)
		abort();
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error);
	CURLcode result = perform(curl, arena, server, mail);
	enum mail_end end = judge(curl, result);
	if (end != MAIL_SENT)
		*why = arena_text(arena, *error ? error : curl_easy_strerror(result));
	curl_easy_cleanup(curl);
	return end;
}

/* ---- questions ------------------------------------------------------------------------------- */

struct gathering {
	struct buffer body;
	size_t most;
};

static size_t gather(char *bytes, size_t one, size_t size, void *about)
{
	struct gathering *gathering = about;

	if (gathering->body.size + one * size > gathering->most)
		return 0; /* ends the transfer */
	buffer_add(&gathering->body, bytes, one * size);
	return one * size;
}

static struct curl_slist *question_headers(struct arena *arena, const struct http_question *question)
{
	struct curl_slist *list = NULL;

	if (question->accept)
		list = add(list, arena, "Accept", question->accept);
	if (question->bearer)
		list = add(list, arena, "Authorization", arena_print(arena, "Bearer %s", question->bearer));
	return list;
}

static CURLcode ask(CURL *curl, struct arena *arena, const struct http_question *question, struct gathering *gathering)
{
	struct curl_slist *headers = question_headers(arena, question);

	trust(curl);
	curl_easy_setopt(curl, CURLOPT_URL, question->url);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)ALL_SECONDS);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, gather);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, gathering);
	CURLcode result = curl_easy_perform(curl);
	curl_slist_free_all(headers);
	return result;
}

const char *http_get(struct arena *arena, const struct http_question *question, const char **why)
{
	struct gathering gathering = { .most = question->most };
	char error[CURL_ERROR_SIZE] = "";
	const char *body = NULL;
	long status = 0;
	CURL *curl = curl_easy_init();

	if (!curl)
		abort();
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error);
	CURLcode result = ask(curl, arena, question, &gathering);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	if (result != CURLE_OK)
		*why = arena_text(arena, *error ? error : curl_easy_strerror(result));
	else if (status != 200)
		*why = arena_print(arena, "answered %ld", status);
	else
		body = arena_bytes(arena, gathering.body.bytes ? gathering.body.bytes : "", gathering.body.size);
	buffer_clear(&gathering.body);
	curl_easy_cleanup(curl);
	return body;
}

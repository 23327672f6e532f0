// SPDX-License-Identifier: EUPL-1.2
#include "web/address.h"

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct address parse(const char *text)
{
	struct address address;

	if (!address_parse(text, &address))
		fail_msg("%s is an address", text);
	return address;
}

static void addresses_are_printed_as_they_are_read(void **state)
{
	static const char *const texts[] = { "127.0.0.1", "0.0.0.0", "255.255.255.255", "::1",
		"::", "2001:db8::1" };
	char text[ADDRESS_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct address address = parse(texts[i]);
		address_print(&address, text);
		assert_string_equal(text, texts[i]);
	}
	struct address mapped = parse("::ffff:192.0.2.1");
	address_print(&mapped, text);
	assert_string_equal(text, "192.0.2.1");
}

static void what_is_no_address_is_refused(void **state)
{
	static const char *const texts[] = { "", "1.2.3", "1.2.3.4.5", "256.1.1.1", "lab", "::1%lo",
		"[::1]", " 1.2.3.4", "1.2.3.4:80" };
	struct address address;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_false(address_parse(texts[i], &address));
}

static bool holds(const char *cidr, const char *text)
{
	struct network network;
	struct address address = parse(text);

	if (!network_parse(cidr, &network))
		fail_msg("%s is a network", cidr);
	return network_holds(&network, 1, &address);
}

static void a_network_holds_its_addresses_and_no_others(void **state)
{
	(void)state;
	assert_true(holds("10.0.0.0/8", "10.255.0.1"));
	assert_false(holds("10.0.0.0/8", "11.0.0.0"));
	assert_true(holds("192.0.2.128/25", "192.0.2.200"));
	assert_false(holds("192.0.2.128/25", "192.0.2.127"));
	assert_true(holds("192.0.2.7", "192.0.2.7"));
	assert_false(holds("192.0.2.7", "192.0.2.6"));
	assert_true(holds("0.0.0.0/0", "8.8.8.8"));
	assert_false(holds("0.0.0.0/0", "2001:db8::1"));
	assert_true(holds("2001:db8::/33", "2001:db8:7fff::1"));
	assert_false(holds("2001:db8::/33", "2001:db8:8000::1"));
	assert_true(holds("::/0", "2001:db8::1"));
	assert_true(holds("127.0.0.0/8", "::ffff:127.0.0.1"));
	assert_false(holds("::1/128", "::2"));
}

static void what_is_no_network_is_refused(void **state)
{
	static const char *const texts[] = { "", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1",
		"10.0.0.0/8x", "::/129", "lab/8",
		"2001:0db8:0000:0000:0000:0000:0000:0000:0000:0000:0000/8" };
	struct network network;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_false(network_parse(texts[i], &network));
}

static void client_is(const char *peer, const char *forwarded, const char *client)
{
	struct network proxies[2];
	char text[ADDRESS_TEXT];

	assert_true(network_parse("10.0.0.0/8", &proxies[0]));
	assert_true(network_parse("2001:db8::/32", &proxies[1]));
	struct address found = address_behind(proxies, 2, parse(peer), forwarded);
	address_print(&found, text);
	assert_string_equal(text, client);
}

static void a_client_is_the_last_whom_no_proxy_vouches_for(void **state)
{
	(void)state;
	client_is("10.0.0.1", "192.0.2.1", "192.0.2.1");
	client_is("10.0.0.1", "6.6.6.6, 192.0.2.1", "192.0.2.1");
	client_is("10.0.0.1", "6.6.6.6 ,\t192.0.2.1 , 10.2.3.4,2001:db8::7", "192.0.2.1");
	client_is("2001:db8::9", "2001:4860::1", "2001:4860::1");
	client_is("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3");
	client_is("192.0.2.9", "6.6.6.6", "192.0.2.9"); /* a stranger says it */
}

static void words_that_are_no_address_end_the_search(void **state)
{
	(void)state;
	client_is("10.0.0.1", "", "10.0.0.1");
	client_is("10.0.0.1", "192.0.2.1,", "10.0.0.1");
	client_is("10.0.0.1", "192.0.2.1, unknown, 10.0.0.2", "10.0.0.2");
	client_is("10.0.0.1", ",,,", "10.0.0.1");
	client_is("10.0.0.1", "192.0.2.1111111111111111111111111111111111111111111111111111",
		"10.0.0.1");
}

static void other_families_have_no_address(void **state)
{
	char text[ADDRESS_TEXT];
	struct address address = address_of(&(struct sockaddr){ .sa_family = AF_UNIX });

	(void)state;
	address_print(&address, text);
	assert_string_equal(text, "::");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_printed_as_they_are_read),
		cmocka_unit_test(what_is_no_address_is_refused),
		cmocka_unit_test(a_network_holds_its_addresses_and_no_others),
		cmocka_unit_test(what_is_no_network_is_refused),
		cmocka_unit_test(a_client_is_the_last_whom_no_proxy_vouches_for),
		cmocka_unit_test(words_that_are_no_address_end_the_search),
		cmocka_unit_test(other_families_have_no_address),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

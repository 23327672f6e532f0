// SPDX-License-Identifier: EUPL-1.2
/* All handlers, for the table of routes; each file of web/ knows one noun. */
#ifndef HANDLERS_H
#define HANDLERS_H

struct request;

/* today.c */
void today_show(struct request *rq);

/* home.c, resources.c */
void home_show(struct request *rq);
void resources_list(struct request *rq);
void resource_show(struct request *rq);
void timetable_show(struct request *rq);
void resource_timetable_show(struct request *rq);

/* bookings.c */
void bookings_list(struct request *rq);
void booking_new(struct request *rq);
void booking_create(struct request *rq);
void booking_create_refused(struct request *rq);
void booking_show(struct request *rq);

/* changes.c */
void booking_move(struct request *rq);
void booking_move_refused(struct request *rq);
void booking_give_refused(struct request *rq);
void booking_refused(struct request *rq); /* any other form of its page */
void booking_edit(struct request *rq);
void booking_hand_over(struct request *rq);
void booking_finish(struct request *rq);
void booking_delete(struct request *rq);
void booking_put_back(struct request *rq);
void booking_accept(struct request *rq);
void booking_approve(struct request *rq);
void booking_refuse(struct request *rq);
void booking_came(struct request *rq);
void booking_object(struct request *rq);
void objection_decide(struct request *rq);

/* waitings.c, approvals.c */
void waiting_new(struct request *rq);
void waiting_create(struct request *rq);
void waiting_create_refused(struct request *rq);
void waiting_delete(struct request *rq);
void approvals_show(struct request *rq);
void timers_show(struct request *rq);

/* series.c */
void series_preview_show(struct request *rq);
void series_list_show(struct request *rq);
void series_show(struct request *rq);
void series_date_add(struct request *rq);
void series_edit(struct request *rq);
void series_end(struct request *rq);

/* passes.c */
void pass_show(struct request *rq);
void pass_svg(struct request *rq);
void pass_png(struct request *rq);

/* scans.c */
void scan_page(struct request *rq);
void scanner_show(struct request *rq);
void scans_show(struct request *rq);
void scan_day(struct request *rq);
void scan_create(struct request *rq);

/* machines.c, labels.c */
void machine_show(struct request *rq);
void machine_begin(struct request *rq);
void machine_end(struct request *rq);
void machine_longer(struct request *rq);
void machine_report(struct request *rq);
void labels_show(struct request *rq);
void label_svg(struct request *rq);
void labels_make(struct request *rq);
void machine_events_show(struct request *rq);
void faults_show(struct request *rq);
void fault_done(struct request *rq);
void witnesses_show(struct request *rq);
void witness_settle(struct request *rq);

/* calendars.c */
void calendar_booking(struct request *rq);
void calendar_busy(struct request *rq);
void calendar_own(struct request *rq);
void calendar_workshops(struct request *rq);
void calendar_seat(struct request *rq);

/* sessions.c, account.c */
void session_page(struct request *rq);
void session_verify(struct request *rq); /* the step before */
void session_create(struct request *rq);
void session_end(struct request *rq);
void language_choose(struct request *rq);
void account_show(struct request *rq);
void account_change(struct request *rq);
void feed_create(struct request *rq);
void feed_delete(struct request *rq);

/* admin.c, hours.c */
void admin_show(struct request *rq);
void hours_show(struct request *rq);
void opening_create(struct request *rq);
void opening_delete(struct request *rq);
void closure_new(struct request *rq);
void closure_create(struct request *rq);
void closure_delete(struct request *rq);
void holidays_keep(struct request *rq);
void holidays_import(struct request *rq);
void holiday_delete(struct request *rq);

/* policies.c, qualifications.c, statements.c */
void policy_show(struct request *rq);
void policy_change(struct request *rq);
void quotas_show(struct request *rq);
void quota_create(struct request *rq);
void quota_delete(struct request *rq);
void free_hours_create(struct request *rq);
void free_hours_delete(struct request *rq);
void qualifications_show(struct request *rq);
void qualification_create(struct request *rq);
void qualification_delete(struct request *rq);
void statement_show(struct request *rq);

void session_delete(struct request *rq);
void message_choose(struct request *rq);
void guardian_name(struct request *rq);
void password_verify(struct request *rq); /* the step before */
void password_edit(struct request *rq);

/* tickets.c */
void password_prepare(struct request *rq); /* the step before */
void join_page(struct request *rq);
void join_create(struct request *rq);
void password_page(struct request *rq);
void password_forgotten(struct request *rq);
void ticket_show(struct request *rq);
void ticket_act(struct request *rq);

/* people.c, organisations.c */
void people_list(struct request *rq);
void people_table(struct request *rq);
void person_show(struct request *rq);
void person_form(struct request *rq);
void person_create(struct request *rq);
void person_edit(struct request *rq);
void person_sign_out_all(struct request *rq);
void organisations_list(struct request *rq);
void organisations_table(struct request *rq);
void organisation_show(struct request *rq);
void organisation_add(struct request *rq);
void organisation_edit(struct request *rq);
void invitation_create(struct request *rq);
void invitation_delete(struct request *rq);
void member_delete(struct request *rq);
void member_change(struct request *rq);

/* workshops.c, seats.c */
void workshops_list(struct request *rq);
void workshop_show(struct request *rq);
void workshop_new(struct request *rq);
void workshop_create(struct request *rq);
void workshop_create_refused(struct request *rq);
void workshop_form(struct request *rq);
void workshop_edit(struct request *rq);
void workshop_edit_refused(struct request *rq);
void workshop_delete(struct request *rq);
void seat_create(struct request *rq);
void seat_create_refused(struct request *rq);
void seat_show(struct request *rq);
void seat_sheet(struct request *rq);
void seat_refused(struct request *rq);
void seat_take(struct request *rq);
void seat_delete(struct request *rq);
void seat_edit(struct request *rq);
void seat_relocate(struct request *rq);
void seat_call(struct request *rq);

/* attendance.c, attendances.c */
void attendance_show(struct request *rq);
void attendance_mark(struct request *rq);
void attendance_refused(struct request *rq);
void attendance_table(struct request *rq);
void attendance_person(struct request *rq);
void attendance_organisation(struct request *rq);
void attendance_statistics(struct request *rq);
void attendance_statistics_table(struct request *rq);

/* messages.c */
void messages_list(struct request *rq);
void messages_table(struct request *rq);
void message_send(struct request *rq);
/* privacy.c */
void export_show(struct request *rq);
void erase_show(struct request *rq);
void erase_me(struct request *rq);
void bookings_table(struct request *rq);
void person_erase(struct request *rq);

/* help.c */
void help_show(struct request *rq);
void help_guide(struct request *rq);

/* pages.c */
void page_show(struct request *rq);
void pages_list(struct request *rq);
void facts_save(struct request *rq);
void page_edit(struct request *rq);
void page_change(struct request *rq);
void page_back(struct request *rq);

/* usage.c, power_page.c */
void usage_show(struct request *rq);
void usage_table(struct request *rq);
void power_show(struct request *rq);
void device_power(struct request *rq);

/* scripts.c */
void scripts_show(struct request *rq);
void script_show(struct request *rq);
void script_prepare(struct request *rq);
void script_create(struct request *rq);
void script_change(struct request *rq);

/* periods.c */
void periods_show(struct request *rq);
void period_grid_create(struct request *rq);
void period_grid_day(struct request *rq);

/* devices.c, ingest.c */
void devices_list(struct request *rq);
void devices_table(struct request *rq);
void device_new(struct request *rq);
void device_create(struct request *rq);
void device_create_refused(struct request *rq);
void device_setup(struct request *rq);
void device_show(struct request *rq);
void device_change_refused(struct request *rq);
void device_change(struct request *rq);
void device_switch(struct request *rq);
void device_pace(struct request *rq);
void device_upkeep_add(struct request *rq);
void device_upkeep_done(struct request *rq);
void device_upkeep_delete(struct request *rq);

/* ledger.c */
void ledger_show(struct request *rq);
void ledger_price(struct request *rq);
void ledger_table(struct request *rq);
void ingest_take(struct request *rq);

/* display.c */
void display_show(struct request *rq);
void display_code(struct request *rq);

/* install.c */
void manifest_show(struct request *rq);
void offline_show(struct request *rq);
void offline_mine(struct request *rq);

/* notices.c */
void notices_show(struct request *rq);
void notice_create(struct request *rq);
void notice_show(struct request *rq);
void notice_edit(struct request *rq);
void notice_delete(struct request *rq);

/* inventory.c, pictures.c */
void inventory_show(struct request *rq);
void inventory_table(struct request *rq);
void resource_make(struct request *rq);
void part_create(struct request *rq);
void part_delete(struct request *rq);
void picture_show(struct request *rq);
void picture_show_small(struct request *rq);
void picture_prepare(struct request *rq); /* the step before */
void picture_create(struct request *rq);
void picture_create_of_workshop(struct request *rq);
void picture_change(struct request *rq);
void picture_delete(struct request *rq);

/* settings.c */
void settings_show(struct request *rq);
void settings_save(struct request *rq);

/* audits.c */
void audit_show(struct request *rq);
void audit_table(struct request *rq);

/* undos.c */
void undo_do(struct request *rq);

/* api.c, health.c, static.c */
void api_show(struct request *rq);
void openapi_show(struct request *rq);
void health_alive(struct request *rq);
void health_ready(struct request *rq);
void health_metrics(struct request *rq);
void static_show(struct request *rq);
void static_icon(struct request *rq);
void static_worker(struct request *rq);
void static_robots(struct request *rq);

#endif

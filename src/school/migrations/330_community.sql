-- Partners and needs, video meetings, small groups that met, check-ins, where a learner learns, help by a person, the try-out.
create table partner_offer (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	title text not null,
	kind text not null,
	organisation text not null,
	what text,
	access_notes text not null,
	languages text,
	place text,
	places integer,
	until_on text,
	contact text,
	staff_contact blob
) strict;
create index partner_offer_title on partner_offer (district, title, id);
create index partner_offer_kind on partner_offer (district, kind, id);
create index partner_offer_until_on on partner_offer (district, until_on, id);
create index partner_offer_staff_contact on partner_offer (staff_contact, id);
create table partner_offer_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	title text,
	kind text,
	organisation text,
	what text,
	access_notes text,
	languages text,
	place text,
	places integer,
	until_on text,
	contact text,
	staff_contact blob,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table community_need (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	need text not null,
	from_whom text not null,
	gathered_on text not null,
	response text,
	resource text,
	amount text,
	owner blob,
	due_on text
) strict;
create index community_need_from_whom on community_need (district, from_whom, id);
create index community_need_gathered_on on community_need (district, gathered_on, id);
create index community_need_resource on community_need (district, resource, id);
create index community_need_owner on community_need (owner, id);
create index community_need_due_on on community_need (district, due_on, id);
create table community_need_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	need text,
	from_whom text,
	gathered_on text,
	response text,
	resource text,
	amount text,
	owner blob,
	due_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table video_call (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	class blob not null,
	kind text not null,
	learner blob,
	class_group blob,
	what text not null,
	on_day text not null,
	begins text not null,
	minutes integer not null,
	link text not null,
	notes text
) strict;
create index video_call_class on video_call (class, id);
create index video_call_kind on video_call (district, kind, id);
create index video_call_learner on video_call (learner, id);
create index video_call_class_group on video_call (class_group, id);
create index video_call_on_day on video_call (district, on_day, id);
create table video_call_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	class blob,
	kind text,
	learner blob,
	class_group blob,
	what text,
	on_day text,
	begins text,
	minutes integer,
	link text,
	notes text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table call_attendance (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	video_call blob not null,
	here text not null
) strict;
create index call_attendance_learner on call_attendance (learner, id);
create index call_attendance_video_call on call_attendance (video_call, id);
create table call_attendance_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	video_call blob,
	here text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table group_attendance (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	class_group blob not null,
	on_day text not null,
	here text not null,
	minutes integer
) strict;
create index group_attendance_learner on group_attendance (learner, id);
create index group_attendance_class_group on group_attendance (class_group, id);
create index group_attendance_on_day on group_attendance (district, on_day, id);
create table group_attendance_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	class_group blob,
	on_day text,
	here text,
	minutes integer,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table check_in (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	week_item blob not null,
	how text not null,
	message blob not null
) strict;
create index check_in_learner on check_in (learner, id);
create index check_in_week_item on check_in (week_item, id);
create index check_in_how on check_in (district, how, id);
create table learning_mode (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	place text not null,
	home_days text,
	from_on text not null,
	why text
) strict;
create index learning_mode_learner on learning_mode (learner, id);
create index learning_mode_place on learning_mode (district, place, id);
create index learning_mode_from_on on learning_mode (district, from_on, id);
create table learning_mode_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	place text,
	home_days text,
	from_on text,
	why text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table help_line (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	language text not null,
	who text,
	phone text,
	place text,
	hours text not null
) strict;
create index help_line_language on help_line (district, language, id);
create table help_line_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	language text,
	who text,
	phone text,
	place text,
	hours text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table skill_try (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	person blob not null,
	skill text not null,
	said text not null
) strict;
create index skill_try_learner on skill_try (learner, id);
create index skill_try_person on skill_try (person, id);

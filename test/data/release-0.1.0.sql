PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE store_meta (
  key text primary key,
  value text not null
) strict;
INSERT INTO store_meta VALUES('district','01a2028b-446e-75f9-b95c-7250712d9f64');
INSERT INTO store_meta VALUES('created_at','2026-11-22T09:16:51.182141Z');
INSERT INTO store_meta VALUES('sample','1');
INSERT INTO store_meta VALUES('door.teacher','38d892bb-bcf0-8f69-a9ce-6345da69b798');
INSERT INTO store_meta VALUES('door.learner','92993c3f-9298-818e-a6e3-9fc9d09d869d');
INSERT INTO store_meta VALUES('door.special','f24324ee-a491-88b5-a7fa-538038725bb8');
INSERT INTO store_meta VALUES('door.language','5ab438e7-ccb4-8bd0-9b32-3ff349043d19');
INSERT INTO store_meta VALUES('door.family','2d56954d-01af-853e-8639-a8361000bc3a');
INSERT INTO store_meta VALUES('door.leader','183c3f0e-3a57-8d1a-8b80-1a425d279932');
CREATE TABLE store_migration (
  number integer primary key,
  name text not null,
  applied_at integer not null
) strict;
INSERT INTO store_migration VALUES(1,'house',1795339011226438);
INSERT INTO store_migration VALUES(2,'setting',1795339011240061);
INSERT INTO store_migration VALUES(10,'account',1795339011252600);
INSERT INTO store_migration VALUES(20,'people',1795339011301426);
INSERT INTO store_migration VALUES(21,'relation',1795339011314114);
INSERT INTO store_migration VALUES(30,'library',1795339011346900);
INSERT INTO store_migration VALUES(40,'profile',1795339011390436);
INSERT INTO store_migration VALUES(50,'plan',1795339011406407);
INSERT INTO store_migration VALUES(60,'week',1795339011423861);
INSERT INTO store_migration VALUES(70,'evidence',1795339011455738);
INSERT INTO store_migration VALUES(80,'team',1795339011472633);
INSERT INTO store_migration VALUES(90,'import',1795339011490893);
INSERT INTO store_migration VALUES(100,'draft',1795339011506076);
INSERT INTO store_migration VALUES(110,'suggest',1795339011526851);
INSERT INTO store_migration VALUES(140,'paper',1795339011542284);
INSERT INTO store_migration VALUES(150,'attachment',1795339011550965);
INSERT INTO store_migration VALUES(155,'time_limit',1795339011625401);
INSERT INTO store_migration VALUES(160,'import_upload',1795339011632097);
INSERT INTO store_migration VALUES(165,'result',1795339011638630);
INSERT INTO store_migration VALUES(173,'delivery',1795339011646176);
INSERT INTO store_migration VALUES(180,'mastery_model',1795339011674512);
INSERT INTO store_migration VALUES(185,'udl_check',1795339011696416);
INSERT INTO store_migration VALUES(186,'plan_sitting',1795339011707105);
INSERT INTO store_migration VALUES(187,'lesson_time',1795339011731724);
INSERT INTO store_migration VALUES(188,'lesson_change',1795339011740975);
INSERT INTO store_migration VALUES(189,'after_lesson',1795339011842720);
INSERT INTO store_migration VALUES(190,'lesson_held',1795339011910490);
INSERT INTO store_migration VALUES(191,'graduation_requirement',1795339011925428);
INSERT INTO store_migration VALUES(192,'plan_line_requirement',1795339011967925);
INSERT INTO store_migration VALUES(195,'profile_move',1795339011984007);
INSERT INTO store_migration VALUES(196,'of_record',1795339012152756);
INSERT INTO store_migration VALUES(197,'reflection_file',1795339012214429);
INSERT INTO store_migration VALUES(198,'area_and_wish',1795339012334498);
INSERT INTO store_migration VALUES(200,'once_answer',1795339012437345);
INSERT INTO store_migration VALUES(205,'enrolment_index',1795339012449206);
INSERT INTO store_migration VALUES(210,'phrase',1795339012453694);
INSERT INTO store_migration VALUES(211,'term',1795339012460012);
INSERT INTO store_migration VALUES(215,'mastery_pace',1795339012732801);
INSERT INTO store_migration VALUES(220,'official_plan',1795339012770041);
INSERT INTO store_migration VALUES(221,'plan_rules',1795339013405507);
INSERT INTO store_migration VALUES(222,'welcomed',1795339013586390);
INSERT INTO store_migration VALUES(230,'breaks',1795339013731409);
INSERT INTO store_migration VALUES(231,'chain',1795339013781908);
INSERT INTO store_migration VALUES(232,'safety_report',1795339013798537);
INSERT INTO store_migration VALUES(250,'closed_day',1795339013814284);
INSERT INTO store_migration VALUES(255,'retention',1795339013836448);
INSERT INTO store_migration VALUES(260,'record_request',1795339013856228);
INSERT INTO store_migration VALUES(270,'day_block',1795339013860690);
INSERT INTO store_migration VALUES(271,'iep',1795339013881907);
INSERT INTO store_migration VALUES(275,'sit_down',1795339013904386);
INSERT INTO store_migration VALUES(280,'reach',1795339014072391);
CREATE TABLE store_change (one integer primary key check (one = 1), n integer not null) strict;
INSERT INTO store_change VALUES(1,63);
CREATE TABLE search (number integer primary key, district blob not null, type text not null, id blob not null, see integer not null, scope integer not null, about blob, title text not null, body text not null) strict;
CREATE TABLE IF NOT EXISTS 'search_words_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO search_words_data VALUES(1,X'0000');
INSERT INTO search_words_data VALUES(10,X'0000000002002300000000');
CREATE TABLE IF NOT EXISTS 'search_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS 'search_words_content'(id INTEGER PRIMARY KEY, c0);
CREATE TABLE IF NOT EXISTS 'search_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
CREATE TABLE IF NOT EXISTS 'search_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO search_words_config VALUES('version',4);
CREATE TABLE record_text (
	id blob not null,
	field text not null,
	lang text not null,
	district blob not null,
	type text not null,
	words text not null,
	origin text not null check (origin in ('person', 'machine', 'reviewed')),
	source blob not null,
	updated_at integer not null,
	updated_by blob,
	primary key (id, field, lang)
) strict;
INSERT INTO record_text VALUES(X'7b6c105967688e9ca5f4ba947151754b','text','es',X'01a2028b446e75f9b95c7250712d9f64','competency','Sé que contar un grupo me dice cuántas cosas hay en él.','person',X'69dffe7d005213d0ad20c9a54afdd61d05c0fb289dccd959f4b367a62077151d',1795339014151684,NULL);
INSERT INTO record_text VALUES(X'7b6c105967688e9ca5f4ba947151754b','domain','es',X'01a2028b446e75f9b95c7250712d9f64','competency','Contar','person',X'ce3d843ea3eba387b24e5632e809ccd0f66b46b6e44c8f3d3bb00526185304d8',1795339014151695,NULL);
INSERT INTO record_text VALUES(X'7b6c105967688e9ca5f4ba947151754b','cluster','es',X'01a2028b446e75f9b95c7250712d9f64','competency','Contar cuántos hay','person',X'405efebb6937d9bbbe961f5c9d23211f90e5fe4aa0ee8bfae726343a210b7d48',1795339014151705,NULL);
CREATE TABLE security_log (
	district blob not null,
	number integer not null,
	at integer not null,
	account blob,
	person blob,
	action text not null,
	object_type text not null,
	object blob,
	learners blob not null,
	detail text not null,
	hash blob not null,
	primary key (district, number)
) strict;
CREATE TABLE security_log_learner (
	district blob not null,
	learner blob not null,
	number integer not null,
	primary key (learner, number)
) strict;
CREATE TABLE disclosure (
	id blob primary key,
	district blob not null,
	learner blob not null,
	at integer not null,
	made_by blob,
	to_whom text not null,
	purpose text not null,
	what text not null
) strict;
CREATE TABLE setting (
	district blob not null,
	key text not null,
	value text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (district, key)
) strict;
INSERT INTO setting VALUES(X'01a2028b446e75f9b95c7250712d9f64','week.confirm','1',1795339014117541,NULL);
INSERT INTO setting VALUES(X'01a2028b446e75f9b95c7250712d9f64','week.low_rigor','1',1795339014117623,NULL);
INSERT INTO setting VALUES(X'01a2028b446e75f9b95c7250712d9f64','week.alone_screen','1',1795339014117631,NULL);
INSERT INTO setting VALUES(X'01a2028b446e75f9b95c7250712d9f64','family.tonight','1',1795339014117637,NULL);
INSERT INTO setting VALUES(X'01a2028b446e75f9b95c7250712d9f64','safety.report','1',1795339014117645,NULL);
INSERT INTO setting VALUES(X'01a2028b446e75f9b95c7250712d9f64','safety.adults','Morgan Sampleton, Huda Nasser',1795339014117651,NULL);
INSERT INTO setting VALUES(X'01a2028b446e75f9b95c7250712d9f64','safety.rule','They read it on the next school day and talk with you first.',1795339014117658,NULL);
INSERT INTO setting VALUES(X'01a2028b446e75f9b95c7250712d9f64','school.name','Sample School',1795339014117664,NULL);
CREATE TABLE setting_history (
	id blob primary key,
	district blob not null,
	key text not null,
	value text not null,
	changed_at integer not null,
	changed_by blob
) strict;
INSERT INTO setting_history VALUES(X'01a2028b4fe5764888937dbb577a6104',X'01a2028b446e75f9b95c7250712d9f64','week.confirm','1',1795339014117541,NULL);
INSERT INTO setting_history VALUES(X'01a2028b4fe5764888937dc2d16d5024',X'01a2028b446e75f9b95c7250712d9f64','week.low_rigor','1',1795339014117623,NULL);
INSERT INTO setting_history VALUES(X'01a2028b4fe5764888937e78688b98aa',X'01a2028b446e75f9b95c7250712d9f64','week.alone_screen','1',1795339014117631,NULL);
INSERT INTO setting_history VALUES(X'01a2028b4fe5764888937e9c1bf03fe3',X'01a2028b446e75f9b95c7250712d9f64','family.tonight','1',1795339014117637,NULL);
INSERT INTO setting_history VALUES(X'01a2028b4fe5764888937f83e7c21d8f',X'01a2028b446e75f9b95c7250712d9f64','safety.report','1',1795339014117645,NULL);
INSERT INTO setting_history VALUES(X'01a2028b4fe5764888937fb5f80dc109',X'01a2028b446e75f9b95c7250712d9f64','safety.adults','Morgan Sampleton, Huda Nasser',1795339014117651,NULL);
INSERT INTO setting_history VALUES(X'01a2028b4fe576488893808d8bb7d0b3',X'01a2028b446e75f9b95c7250712d9f64','safety.rule','They read it on the next school day and talk with you first.',1795339014117658,NULL);
INSERT INTO setting_history VALUES(X'01a2028b4fe576488893813dbd7177bf',X'01a2028b446e75f9b95c7250712d9f64','school.name','Sample School',1795339014117664,NULL);
CREATE TABLE job (
	id blob primary key,
	district blob not null,
	kind text not null,
	label text not null,
	args text not null,
	state text not null,
	made_by blob,
	made_at integer not null,
	started_at integer,
	ended_at integer,
	lease_until integer,
	tries integer not null,
	done integer not null,
	total integer not null,
	note text not null,
	result text not null
) strict;
CREATE TABLE account (
	id blob primary key,
	district blob not null,
	person blob not null,
	login text not null,
	kind text not null,
	state text not null,
	made_at integer not null,
	made_by blob,
	changed_at integer not null
) strict;
CREATE TABLE credential (
	id blob primary key,
	district blob not null,
	account blob not null,
	kind text not null,
	secret text not null,
	counter integer not null,
	made_at integer not null,
	made_by blob,
	used_at integer
) strict;
CREATE TABLE session (
	id blob primary key,
	district blob not null,
	token text not null,
	account blob not null,
	person blob not null,
	stage text not null,
	low integer not null,
	csrf text not null,
	made_at integer not null,
	seen_at integer not null,
	ends_at integer not null,
	agent text not null
) strict;
CREATE TABLE invitation (
	id blob primary key,
	district blob not null,
	account blob not null,
	code text not null,
	made_at integer not null,
	made_by blob,
	ends_at integer not null,
	used_at integer
) strict;
CREATE TABLE device (
	id blob primary key,
	district blob not null,
	token text not null,
	label text not null,
	class blob,
	made_at integer not null,
	made_by blob,
	ends_at integer not null
) strict;
CREATE TABLE once (
	district blob not null,
	scope blob not null,
	key text not null,
	request text not null,
	made_at integer not null, status integer, location text, type text, body text,
	primary key (district, scope, key)
) strict;
CREATE TABLE org (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	name text not null,
	kind text not null,
	parent blob,
	identifier text,
	source_id text
) strict;
INSERT INTO org VALUES(X'952a205e394d8cdfb8ccee009346a8df',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015762520,NULL,1795339015762520,NULL,'Sample District','district',NULL,NULL,NULL);
INSERT INTO org VALUES(X'47a1f2cf47ac8dbc8debfc7f98f468f9',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015762670,NULL,1795339015762670,NULL,'Sample School','school',X'952a205e394d8cdfb8ccee009346a8df',NULL,NULL);
CREATE TABLE org_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	name text,
	kind text,
	parent blob,
	identifier text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE academic_session (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text not null,
	kind text not null,
	begin_on text not null,
	end_on text not null,
	parent blob,
	school_year text,
	source_id text
) strict;
INSERT INTO academic_session VALUES(X'c287b81a287f8ab6b47c3b82a4254999',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015762836,NULL,1795339015762836,NULL,'Sample school year','schoolYear','2026-08-31','2027-05-28',NULL,NULL,NULL);
CREATE TABLE academic_session_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text,
	kind text,
	begin_on text,
	end_on text,
	parent blob,
	school_year text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE course (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text not null,
	code text,
	org blob,
	grades text,
	subjects text,
	session blob,
	source_id text
) strict;
CREATE TABLE course_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text,
	code text,
	org blob,
	grades text,
	subjects text,
	session blob,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE class (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text not null,
	code text,
	kind text not null,
	grades text,
	subjects text,
	location text,
	periods text,
	course blob,
	org blob not null,
	session blob,
	week_day integer,
	source_id text
) strict;
INSERT INTO class VALUES(X'd690760728a68a4095066f6e7d9001a3',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015765289,NULL,1795339015765289,NULL,'Room 1, Kindergarten',NULL,'homeroom','KG','Homeroom','Room 1',NULL,NULL,X'47a1f2cf47ac8dbc8debfc7f98f468f9',X'c287b81a287f8ab6b47c3b82a4254999',1,NULL);
INSERT INTO class VALUES(X'1f97b0df8de48604b96198d68c0496ac',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015787530,NULL,1795339015787530,NULL,'Mathematics, Room 1',NULL,'scheduled','KG','Mathematics','Room 1',NULL,NULL,X'47a1f2cf47ac8dbc8debfc7f98f468f9',X'c287b81a287f8ab6b47c3b82a4254999',1,NULL);
INSERT INTO class VALUES(X'337fa71456f687518dc4e6f8d33697ee',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015787626,NULL,1795339015787626,NULL,'English, Room 1',NULL,'scheduled','KG','English','Room 1',NULL,NULL,X'47a1f2cf47ac8dbc8debfc7f98f468f9',X'c287b81a287f8ab6b47c3b82a4254999',1,NULL);
INSERT INTO class VALUES(X'a60db3cd03e281d4a8adce7d1eded93e',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015788101,NULL,1795339015788101,NULL,'Room 2, Kindergarten',NULL,'homeroom','KG','Homeroom','Room 2',NULL,NULL,X'47a1f2cf47ac8dbc8debfc7f98f468f9',X'c287b81a287f8ab6b47c3b82a4254999',1,NULL);
INSERT INTO class VALUES(X'3e28761737b28dc0ad2f2858c0cf3f04',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015788188,NULL,1795339015788188,NULL,'Mathematics, Room 2',NULL,'scheduled','KG','Mathematics','Room 2',NULL,NULL,X'47a1f2cf47ac8dbc8debfc7f98f468f9',X'c287b81a287f8ab6b47c3b82a4254999',1,NULL);
INSERT INTO class VALUES(X'685500ed31ee8248ab6b890b67638846',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015788247,NULL,1795339015788247,NULL,'English, Room 2',NULL,'scheduled','KG','English','Room 2',NULL,NULL,X'47a1f2cf47ac8dbc8debfc7f98f468f9',X'c287b81a287f8ab6b47c3b82a4254999',1,NULL);
INSERT INTO class VALUES(X'7f103898442881d59801aed30ad98a4b',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015788395,NULL,1795339015788395,NULL,'Room 3, Grade 1',NULL,'homeroom','01','Homeroom','Room 3',NULL,NULL,X'47a1f2cf47ac8dbc8debfc7f98f468f9',X'c287b81a287f8ab6b47c3b82a4254999',1,NULL);
INSERT INTO class VALUES(X'934d741bcd2a80f5982c893afb618351',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015788455,NULL,1795339015788455,NULL,'Mathematics, Room 3',NULL,'scheduled','01','Mathematics','Room 3',NULL,NULL,X'47a1f2cf47ac8dbc8debfc7f98f468f9',X'c287b81a287f8ab6b47c3b82a4254999',1,NULL);
INSERT INTO class VALUES(X'7b9275edfab58216ba70a5dba283b709',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015788506,NULL,1795339015788506,NULL,'English, Room 3',NULL,'scheduled','01','English','Room 3',NULL,NULL,X'47a1f2cf47ac8dbc8debfc7f98f468f9',X'c287b81a287f8ab6b47c3b82a4254999',1,NULL);
INSERT INTO class VALUES(X'63a8f3e1fa79891185d5536ee890a163',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015788644,NULL,1795339015788644,NULL,'Room 4, Grade 1',NULL,'homeroom','01','Homeroom','Room 4',NULL,NULL,X'47a1f2cf47ac8dbc8debfc7f98f468f9',X'c287b81a287f8ab6b47c3b82a4254999',1,NULL);
INSERT INTO class VALUES(X'ea7bd9bb0c318f65a577ed0f782aa6a3',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015788698,NULL,1795339015788698,NULL,'Mathematics, Room 4',NULL,'scheduled','01','Mathematics','Room 4',NULL,NULL,X'47a1f2cf47ac8dbc8debfc7f98f468f9',X'c287b81a287f8ab6b47c3b82a4254999',1,NULL);
INSERT INTO class VALUES(X'b56422e3acd38956b1437053269e268f',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015788754,NULL,1795339015788754,NULL,'English, Room 4',NULL,'scheduled','01','English','Room 4',NULL,NULL,X'47a1f2cf47ac8dbc8debfc7f98f468f9',X'c287b81a287f8ab6b47c3b82a4254999',1,NULL);
INSERT INTO class VALUES(X'da9f1d8cd5f48faebff8c2995aec47bf',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015788887,NULL,1795339015788887,NULL,'Room 5, Grade 2',NULL,'homeroom','02','Homeroom','Room 5',NULL,NULL,X'47a1f2cf47ac8dbc8debfc7f98f468f9',X'c287b81a287f8ab6b47c3b82a4254999',1,NULL);
INSERT INTO class VALUES(X'36ac5411b845876e8f455d90c0119f9e',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015808449,NULL,1795339015808449,NULL,'Mathematics, Room 5',NULL,'scheduled','02','Mathematics','Room 5',NULL,NULL,X'47a1f2cf47ac8dbc8debfc7f98f468f9',X'c287b81a287f8ab6b47c3b82a4254999',1,NULL);
CREATE TABLE class_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text,
	code text,
	kind text,
	grades text,
	subjects text,
	location text,
	periods text,
	course blob,
	org blob,
	session blob,
	week_day integer,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE person (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	given_name text not null,
	family_name text not null,
	middle_name text,
	preferred_name text,
	pronouns text,
	grade text,
	language text,
	home_languages text,
	username text,
	email text,
	phone text,
	sms text,
	birth_date text,
	identifier text,
	active integer,
	source_id text
) strict;
INSERT INTO person VALUES(X'120dd926faeb842e8a5a00eb718665f8',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015763076,NULL,1795339015763076,NULL,'Avery','Maple',NULL,NULL,NULL,NULL,'en','en','staff01','staff01@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'bab14045c80988bc91f29d390b75b2ff',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015763421,NULL,1795339015763421,NULL,'Jordan','Carter',NULL,NULL,NULL,NULL,'en','en','staff02','staff02@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'411546013c2d83eb971ff96fd3529c23',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015763496,NULL,1795339015763496,NULL,'Maya','Stone',NULL,NULL,NULL,NULL,'en','en','staff03','staff03@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'e3695faf309484fbacfaad08ae4e1ea6',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015763547,NULL,1795339015763547,NULL,'Noah','Meadows',NULL,NULL,NULL,NULL,'en','en','staff04','staff04@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'decae9b1ca2a86fea685510cce82e88c',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015763612,NULL,1795339015763612,NULL,'Camila','Vega',NULL,NULL,NULL,NULL,'en','es','staff05','staff05@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'233574c5f9e087c483d89dac6a63c97e',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015763657,NULL,1795339015763657,NULL,'Caleb','Carter',NULL,NULL,NULL,NULL,'en','en','staff06','staff06@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'fbc43c369c3480a1b881e88c49c3960d',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015763710,NULL,1795339015763710,NULL,'Imani','Stone',NULL,NULL,NULL,NULL,'en','en','staff07','staff07@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'9742874079ea80c9aa35919900179df5',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015763770,NULL,1795339015763770,NULL,'Samir','Haddad',NULL,NULL,NULL,NULL,'en','ar','staff08','staff08@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'38d892bbbcf08f69a9ce6345da69b798',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015763816,NULL,1795339015763816,NULL,'Ruby','Maple',NULL,NULL,NULL,NULL,'en','en','staff09','staff09@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'91c981a90cd480a9a0fc3a8fb2c861c3',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015763861,NULL,1795339015763861,NULL,'Javier','Del Río',NULL,NULL,NULL,NULL,'en','es','staff10','staff10@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'6ffd665f55f788e38016acce8a0efcbb',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764006,NULL,1795339015764006,NULL,'Nora','Stone',NULL,NULL,NULL,NULL,'en','en','staff11','staff11@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'72fcc36ef06a80f78dfef10f462b6381',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764095,NULL,1795339015764095,NULL,'Theo','Meadows',NULL,NULL,NULL,NULL,'en','en','staff12','staff12@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'87f61019d20c8bf0a72fba3ac057ed7e',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764148,NULL,1795339015764148,NULL,'Jada','Maple',NULL,NULL,NULL,NULL,'en','en','staff13','staff13@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'a2281d0da66d81cf9b5d21129fcaa486',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764204,NULL,1795339015764204,NULL,'Finn','Carter',NULL,NULL,NULL,NULL,'en','en','staff14','staff14@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'e9d1b54aa0198c51aaafee2c49e8213e',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764248,NULL,1795339015764248,NULL,'Lucía','Vega',NULL,NULL,NULL,NULL,'en','es','staff15','staff15@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'cf4a0345249f8ea3b983d51e2e0f31b7',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764308,NULL,1795339015764308,NULL,'Avery','Meadows',NULL,NULL,NULL,NULL,'en','en','staff16','staff16@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'2a2569a20e0b8353a13f1d5ee56e2265',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764355,NULL,1795339015764355,NULL,'Jordan','Maple',NULL,NULL,NULL,NULL,'en','en','staff17','staff17@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'b1fc73c56a8889f0876de3ef51d3dec8',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764396,NULL,1795339015764396,NULL,'Maya','Carter',NULL,NULL,NULL,NULL,'en','en','staff18','staff18@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'f24324eea49188b5a7fa538038725bb8',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764435,NULL,1795339015764435,NULL,'Huda','Nasser',NULL,NULL,NULL,NULL,'en','ar','staff19','staff19@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'c30a1519853c86a8a68589d229034da0',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764481,NULL,1795339015764481,NULL,'Andrés','Del Río',NULL,NULL,NULL,NULL,'en','es','staff20','staff20@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'1390e4da97ab8c0bac3305f7f79de3ee',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764560,NULL,1795339015764560,NULL,'Caleb','Maple',NULL,NULL,NULL,NULL,'en','en','staff21','staff21@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'8a378cfc3b80892886435605a11221c6',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764613,NULL,1795339015764613,NULL,'Imani','Carter',NULL,NULL,NULL,NULL,'en','en','staff22','staff22@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'1e4ac09eb165864cb1a5805cd42d378f',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764664,NULL,1795339015764664,NULL,'Owen','Stone',NULL,NULL,NULL,NULL,'en','en','staff23','staff23@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'b8dd4ffb6a0e8723b4b40c1733bdfece',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764708,NULL,1795339015764708,NULL,'Javier','Ejemplo',NULL,NULL,NULL,NULL,'en','es','staff24','staff24@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'5ab438e7ccb48bd09b323ff349043d19',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764763,NULL,1795339015764763,NULL,'Paula','Vega',NULL,NULL,NULL,NULL,'en','es','staff25','staff25@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'02010da7c6918f51a202961191372382',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764809,NULL,1795339015764809,NULL,'Nora','Carter',NULL,NULL,NULL,NULL,'en','en','staff26','staff26@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'1572a63f785683dbb625d04c863357e8',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764852,NULL,1795339015764852,NULL,'Theo','Stone',NULL,NULL,NULL,NULL,'en','en','staff27','staff27@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'606ddd5ac2a9852da7d9090038d67daf',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764894,NULL,1795339015764894,NULL,'Jada','Meadows',NULL,NULL,NULL,NULL,'en','en','staff28','staff28@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'3e3d28b561b781d39cf6941490c771b3',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764947,NULL,1795339015764947,NULL,'Finn','Maple',NULL,NULL,NULL,NULL,'en','en','staff29','staff29@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'702d43a74d5e8b4ea0b969d23f2cc87d',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764989,NULL,1795339015764989,NULL,'Mateo','Del Río',NULL,NULL,NULL,NULL,'en','es','staff30','staff30@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'183c3f0e3a578d1a8b801a425d279932',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015765072,NULL,1795339015765072,NULL,'Morgan','Sampleton',NULL,NULL,NULL,NULL,'en','en','leader','leader@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015812990,NULL,1795339015812990,NULL,'Valentina','Ejemplo',NULL,NULL,NULL,'01','en','es','learner005',NULL,NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'3b5d2ca5001385afb03af3f30a510ae3',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015813185,NULL,1795339015813185,NULL,'Theo','Stone',NULL,NULL,NULL,'01','en','en','learner006',NULL,NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'1d22e5d27caf8ebbab4e16b08d4d3a23',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015900689,NULL,1795339015900689,NULL,'Mateo','Cerezo',NULL,NULL,NULL,'07','en','es','learner032',NULL,NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'0ff28f5bd825891ab5007f2d6f64842b',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015900993,NULL,1795339015900993,NULL,'Andrés','Vega',NULL,NULL,NULL,'08','en','es','learner035',NULL,NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'adf7362bf05e83d2bcec20fa755e0c73',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015901235,NULL,1795339015901235,NULL,'Paula','Ejemplo',NULL,NULL,NULL,NULL,'es','es','family001a','family001a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'd9b64988fbfa8bcc94737a5cadb91b9e',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015909779,NULL,1795339015909779,NULL,'Valentina','Ejemplo',NULL,NULL,NULL,NULL,'es','es','family001b','family001b@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'7968696b28c28d578fa9a74707102fa7',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015909964,NULL,1795339015909964,NULL,'Elijah','Brook',NULL,NULL,NULL,NULL,'en','en','family002a','family002a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'ed63ae64b0ca83efbcb0b7b3b6437e82',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015910114,NULL,1795339015910114,NULL,'Hodan','Farah',NULL,NULL,NULL,NULL,'so','so','family003a','family003a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'f5ed149938c48456b4be22ad3f39630f',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015910262,NULL,1795339015910262,NULL,'Abdi','Farah',NULL,NULL,NULL,NULL,'so','so','family003b','family003b@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'd0482ce55fe385f1a9835faa5fe3598c',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015910369,NULL,1795339015910369,NULL,'Jordan','Hill',NULL,NULL,NULL,NULL,'en','en','family004a','family004a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'2d56954d01af853e8639a8361000bc3a',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015910476,NULL,1795339015910476,NULL,'Rafael','Ejemplo',NULL,NULL,NULL,NULL,'es','es','family005a','family005a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'1e991fdbf7958bb49ef4efa2533638e4',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015910581,NULL,1795339015910581,NULL,'Nora','Stone',NULL,NULL,NULL,NULL,'en','en','family006a','family006a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'110d4158d1d0818b90caef3f75d66de3',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015910683,NULL,1795339015910683,NULL,'Ruby','Rivers',NULL,NULL,NULL,NULL,'en','en','family007a','family007a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'a68b1816126280c7a44a5451105889b4',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015910785,NULL,1795339015910785,NULL,'Avery','Rivers',NULL,NULL,NULL,NULL,'en','en','family007b','family007b@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'a990e223e7de88fb9fbd9cbb759af55d',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015910887,NULL,1795339015910887,NULL,'Maya','Maple',NULL,NULL,NULL,NULL,'en','en','family008a','family008a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'9d5edc29b9a48c15b0938054ebb93ea6',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015916571,NULL,1795339015916571,NULL,'Guled','Abdulle',NULL,NULL,NULL,NULL,'so','so','family009a','family009a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'd3c26529dcaa8d1696dbc556645e22f8',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015916884,NULL,1795339015916884,NULL,'Guled','Abdulle',NULL,NULL,NULL,NULL,'so','so','family009b','family009b@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'b6586ec25ff68f3498b9b200ca5e58ae',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015917006,NULL,1795339015917006,NULL,'Willa','Rivers',NULL,NULL,NULL,NULL,'en','en','family010a','family010a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'd6ff59abeaf18c7f86649ca656567234',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015917141,NULL,1795339015917141,NULL,'Camila','Cerezo',NULL,NULL,NULL,NULL,'es','es','family011a','family011a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'a8d0db7bd9aa8d53a6ced975e6afa014',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015917239,NULL,1795339015917239,NULL,'Elena','Cerezo',NULL,NULL,NULL,NULL,'es','es','family011b','family011b@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'b78d5a193ca2811a991396e9c267595e',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015917378,NULL,1795339015917378,NULL,'Nora','Brook',NULL,NULL,NULL,NULL,'en','en','family012a','family012a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'26fd207781258566a3dfeca1310a3029',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015917546,NULL,1795339015917546,NULL,'Andrés','Del Río',NULL,NULL,NULL,NULL,'es','es','family013a','family013a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'8f3a017ec0e78c4b836423147e5cfc98',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015917755,NULL,1795339015917755,NULL,'Paula','Del Río',NULL,NULL,NULL,NULL,'es','es','family013b','family013b@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'1eed4409f37e8f738c258a7ed507721f',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015917879,NULL,1795339015917879,NULL,'Caleb','Birch',NULL,NULL,NULL,NULL,'en','en','family014a','family014a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'9878f347297f8e0fb08b1d18daf9ae04',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015917988,NULL,1795339015917988,NULL,'Zoe','Sampleton',NULL,NULL,NULL,NULL,'en','en','family015a','family015a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'fc4f28212639831b9c0d7037dffe497b',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015918161,NULL,1795339015918161,NULL,'Avery','Sampleton',NULL,NULL,NULL,NULL,'en','en','family015b','family015b@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'f2d1ea0e1527849dbe69d5c5cf65c110',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015918265,NULL,1795339015918265,NULL,'Caleb','Harper',NULL,NULL,NULL,NULL,'en','en','family016a','family016a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'dde6e6d493638f5796c3763ba6476e00',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015918397,NULL,1795339015918397,NULL,'Elena','Rosales',NULL,NULL,NULL,NULL,'es','es','family018a','family018a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'c056edb54e8282ceae50b68af65d13d0',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015918493,NULL,1795339015918493,NULL,'Bilal','Najjar',NULL,NULL,NULL,NULL,'ar','ar','family019a','family019a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'4a6c79cb456a87f388d8ac8a012af006',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015918586,NULL,1795339015918586,NULL,'Tariq','Najjar',NULL,NULL,NULL,NULL,'ar','ar','family019b','family019b@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'23eb81b7cb6c82eaadcb9599e2e351f8',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015918691,NULL,1795339015918691,NULL,'Noah','Hill',NULL,NULL,NULL,NULL,'en','en','family020a','family020a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'f32d0919cabc8f128e59d4042aa08c4c',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015918791,NULL,1795339015918791,NULL,'Caleb','Meadows',NULL,NULL,NULL,NULL,'en','en','family021a','family021a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'6fe8b37b87ae85cea3e0d0dc4f3b8455',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015918885,NULL,1795339015918885,NULL,'Avery','Meadows',NULL,NULL,NULL,NULL,'en','en','family021b','family021b@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'190b963628f582d4b0bfc8d6869574d1',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015918980,NULL,1795339015918980,NULL,'Theo','Harper',NULL,NULL,NULL,NULL,'en','en','family022a','family022a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'93dac9c306a38e508947ea4da2e44f2b',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015919105,NULL,1795339015919105,NULL,'Theo','Fields',NULL,NULL,NULL,NULL,'en','en','family023a','family023a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'ffb70a2b094580f099b148eedad959a4',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015919212,NULL,1795339015919212,NULL,'Jada','Fields',NULL,NULL,NULL,NULL,'en','en','family023b','family023b@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'e90cd9c7ef52880d929ba0e0223cf68d',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015919304,NULL,1795339015919304,NULL,'Maya','Hill',NULL,NULL,NULL,NULL,'en','en','family024a','family024a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'f79b1f7e47658a5c9ff48b647c37bbc2',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015919440,NULL,1795339015919440,NULL,'Zoe','Hill',NULL,NULL,NULL,NULL,'en','en','family025a','family025a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'8fccbfa5589082fc81d880a61820a390',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015919533,NULL,1795339015919533,NULL,'Zoe','Hill',NULL,NULL,NULL,NULL,'en','en','family025b','family025b@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'982b1470639a88bfbb37a84be30a1187',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015919627,NULL,1795339015919627,NULL,'Elijah','Rivers',NULL,NULL,NULL,NULL,'en','en','family026a','family026a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'6b4918a8621382389267d291670e311a',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015919771,NULL,1795339015919771,NULL,'Paula','Del Río',NULL,NULL,NULL,NULL,'es','es','family027a','family027a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'f958899a39b388a29f85a7700e10c98a',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015919896,NULL,1795339015919896,NULL,'Ximena','Del Río',NULL,NULL,NULL,NULL,'es','es','family027b','family027b@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'fc08b22e05e8805bb6cf5a14da6d58e1',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015920008,NULL,1795339015920008,NULL,'Finn','Brook',NULL,NULL,NULL,NULL,'en','en','family028a','family028a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'18aa7030318289e4b0e0093992d86ae6',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015920133,NULL,1795339015920133,NULL,'Sahra','Jama',NULL,NULL,NULL,NULL,'so','so','family029a','family029a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'4a6d9be4edc981b996f92263674a1d5d',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015920229,NULL,1795339015920229,NULL,'Warsame','Jama',NULL,NULL,NULL,NULL,'so','so','family029b','family029b@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'420e26976b4c8c9087a51a02cb875cd0',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015920326,NULL,1795339015920326,NULL,'Valentina','Cerezo',NULL,NULL,NULL,NULL,'es','es','family030a','family030a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'29e39a9a6997887ea65414503f8dd097',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015920425,NULL,1795339015920425,NULL,'Ruby','Brook',NULL,NULL,NULL,NULL,'en','en','family031a','family031a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'a3eb0a7d5bf084ccb9b50a593c2b0f92',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015920536,NULL,1795339015920536,NULL,'Noah','Brook',NULL,NULL,NULL,NULL,'en','en','family031b','family031b@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'37980353daab81be86ba985226a49c84',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015920641,NULL,1795339015920641,NULL,'Valentina','Cerezo',NULL,NULL,NULL,NULL,'es','es','family032a','family032a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'6a0dfb3c7f908eca8c1726c946e3f5bc',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015920740,NULL,1795339015920740,NULL,'Avery','Meadows',NULL,NULL,NULL,NULL,'en','en','family033a','family033a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'66081e6f24908bf0a7bdf28cf3bed196',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015920837,NULL,1795339015920837,NULL,'Ruby','Meadows',NULL,NULL,NULL,NULL,'en','en','family033b','family033b@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'78723d3e08a88735b82acbd1d6cc35ce',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015920932,NULL,1795339015920932,NULL,'Finn','Fields',NULL,NULL,NULL,NULL,'en','en','family034a','family034a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'c56907e37a1682aa9310cc230cab6d01',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015921048,NULL,1795339015921048,NULL,'Elena','Vega',NULL,NULL,NULL,NULL,'es','es','family035a','family035a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'78e0af940e7f84bbb13f351233e43f79',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015921149,NULL,1795339015921149,NULL,'Diego','Vega',NULL,NULL,NULL,NULL,'es','es','family035b','family035b@sample.example',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO person VALUES(X'0f54f647849084a7858bfc0c03b5d419',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015921252,NULL,1795339015921252,NULL,'Imani','Hill',NULL,NULL,NULL,NULL,'en','en','family036a','family036a@sample.example',NULL,NULL,NULL,NULL,1,NULL);
CREATE TABLE person_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	given_name text,
	family_name text,
	middle_name text,
	preferred_name text,
	pronouns text,
	grade text,
	language text,
	home_languages text,
	username text,
	email text,
	phone text,
	sms text,
	birth_date text,
	identifier text,
	active integer,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE role (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	person blob not null,
	org blob not null,
	role text not null,
	begin_on text,
	end_on text,
	source_id text
) strict;
INSERT INTO role VALUES(X'342431f6e885895ea35395688bdf0a31',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015763312,NULL,1795339015763312,NULL,X'120dd926faeb842e8a5a00eb718665f8',X'47a1f2cf47ac8dbc8debfc7f98f468f9','teacher','2026-08-31',NULL,NULL);
INSERT INTO role VALUES(X'0a8580ca1e0e8066acf4f4ce05e10643',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015763471,NULL,1795339015763471,NULL,X'bab14045c80988bc91f29d390b75b2ff',X'47a1f2cf47ac8dbc8debfc7f98f468f9','teacher','2026-08-31',NULL,NULL);
INSERT INTO role VALUES(X'b4f020294a7d8d769652aec917e041e2',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015763528,NULL,1795339015763528,NULL,X'411546013c2d83eb971ff96fd3529c23',X'47a1f2cf47ac8dbc8debfc7f98f468f9','teacher','2026-08-31',NULL,NULL);
INSERT INTO role VALUES(X'43550034015784c1a81080ce43beca4a',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015763587,NULL,1795339015763587,NULL,X'e3695faf309484fbacfaad08ae4e1ea6',X'47a1f2cf47ac8dbc8debfc7f98f468f9','teacher','2026-08-31',NULL,NULL);
INSERT INTO role VALUES(X'ab7373aa466588789e988e8f51c07896',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015763641,NULL,1795339015763641,NULL,X'decae9b1ca2a86fea685510cce82e88c',X'47a1f2cf47ac8dbc8debfc7f98f468f9','teacher','2026-08-31',NULL,NULL);
INSERT INTO role VALUES(X'6321be493b0387a8b2589a8a16f380ce',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015763686,NULL,1795339015763686,NULL,X'233574c5f9e087c483d89dac6a63c97e',X'47a1f2cf47ac8dbc8debfc7f98f468f9','teacher','2026-08-31',NULL,NULL);
INSERT INTO role VALUES(X'6986f3c065448ee48546067dc0213d50',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015763754,NULL,1795339015763754,NULL,X'fbc43c369c3480a1b881e88c49c3960d',X'47a1f2cf47ac8dbc8debfc7f98f468f9','teacher','2026-08-31',NULL,NULL);
INSERT INTO role VALUES(X'29841b2c81758d429e4e9601b86c819e',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015763799,NULL,1795339015763799,NULL,X'9742874079ea80c9aa35919900179df5',X'47a1f2cf47ac8dbc8debfc7f98f468f9','teacher','2026-08-31',NULL,NULL);
INSERT INTO role VALUES(X'78fcd11fd4478bff930cbfdd0d6aa1f5',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015763844,NULL,1795339015763844,NULL,X'38d892bbbcf08f69a9ce6345da69b798',X'47a1f2cf47ac8dbc8debfc7f98f468f9','teacher','2026-08-31',NULL,NULL);
INSERT INTO role VALUES(X'e25431e34f7d8ae9ac7db651b0a8267c',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015763984,NULL,1795339015763984,NULL,X'91c981a90cd480a9a0fc3a8fb2c861c3',X'47a1f2cf47ac8dbc8debfc7f98f468f9','teacher','2026-08-31',NULL,NULL);
INSERT INTO role VALUES(X'9eba624bdab48695bfd762bb46a919bc',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764068,NULL,1795339015764068,NULL,X'6ffd665f55f788e38016acce8a0efcbb',X'47a1f2cf47ac8dbc8debfc7f98f468f9','teacher','2026-08-31',NULL,NULL);
INSERT INTO role VALUES(X'ef14f435d315895b866b227a9a42985a',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764127,NULL,1795339015764127,NULL,X'72fcc36ef06a80f78dfef10f462b6381',X'47a1f2cf47ac8dbc8debfc7f98f468f9','teacher','2026-08-31',NULL,NULL);
INSERT INTO role VALUES(X'ac0095079f0887d6871bb1d5077b6e61',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764181,NULL,1795339015764181,NULL,X'87f61019d20c8bf0a72fba3ac057ed7e',X'47a1f2cf47ac8dbc8debfc7f98f468f9','teacher','2026-08-31',NULL,NULL);
INSERT INTO role VALUES(X'0934dfe819958f55902672224284b284',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015764232,NULL,1795339015764232,NULL,X'a2281d0da66d81cf9b5d21129fcaa486',X'47a1f2cf47ac8dbc8debfc7f98f468f9','teacher','2026-08-31',NULL,NULL);
CREATE TABLE role_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	person blob,
	org blob,
	role text,
	begin_on text,
	end_on text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE enrolment (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	person blob not null,
	role text not null,
	is_primary integer,
	begin_on text,
	end_on text,
	source_id text
) strict;
INSERT INTO enrolment VALUES(X'84c9da6b36cc8b81b4c6fd0170c7c526',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015787888,NULL,1795339015787888,NULL,X'd690760728a68a4095066f6e7d9001a3',X'120dd926faeb842e8a5a00eb718665f8','teacher',1,'2026-08-31','2027-05-28',NULL);
INSERT INTO enrolment VALUES(X'1a2a0332de97816e9eb4fcb1a669f001',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015788007,NULL,1795339015788007,NULL,X'1f97b0df8de48604b96198d68c0496ac',X'120dd926faeb842e8a5a00eb718665f8','teacher',1,'2026-08-31','2027-05-28',NULL);
INSERT INTO enrolment VALUES(X'5196987fb24e8198af8828ee518c051b',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015788066,NULL,1795339015788066,NULL,X'337fa71456f687518dc4e6f8d33697ee',X'120dd926faeb842e8a5a00eb718665f8','teacher',1,'2026-08-31','2027-05-28',NULL);
INSERT INTO enrolment VALUES(X'5777c16edfd68108b3cd4cfd2ef95da3',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015788307,NULL,1795339015788307,NULL,X'a60db3cd03e281d4a8adce7d1eded93e',X'bab14045c80988bc91f29d390b75b2ff','teacher',1,'2026-08-31','2027-05-28',NULL);
INSERT INTO enrolment VALUES(X'6af14072bdd38d54856f05996578f676',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015788336,NULL,1795339015788336,NULL,X'3e28761737b28dc0ad2f2858c0cf3f04',X'bab14045c80988bc91f29d390b75b2ff','teacher',1,'2026-08-31','2027-05-28',NULL);
INSERT INTO enrolment VALUES(X'e0725ba3ee198368b1c6d3ac78314ad1',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015788363,NULL,1795339015788363,NULL,X'685500ed31ee8248ab6b890b67638846',X'bab14045c80988bc91f29d390b75b2ff','teacher',1,'2026-08-31','2027-05-28',NULL);
INSERT INTO enrolment VALUES(X'5a635da335e68e78b3be8d371f3d6a30',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015788561,NULL,1795339015788561,NULL,X'7f103898442881d59801aed30ad98a4b',X'411546013c2d83eb971ff96fd3529c23','teacher',1,'2026-08-31','2027-05-28',NULL);
INSERT INTO enrolment VALUES(X'50689d910eeb86b4a68fb199d2d72ba4',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015788588,NULL,1795339015788588,NULL,X'934d741bcd2a80f5982c893afb618351',X'411546013c2d83eb971ff96fd3529c23','teacher',1,'2026-08-31','2027-05-28',NULL);
INSERT INTO enrolment VALUES(X'671f91bb02b2878a9bec1eee7f0450f6',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015788614,NULL,1795339015788614,NULL,X'7b9275edfab58216ba70a5dba283b709',X'411546013c2d83eb971ff96fd3529c23','teacher',1,'2026-08-31','2027-05-28',NULL);
INSERT INTO enrolment VALUES(X'96b42e37873e887cb1c0a4601de3c165',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015788804,NULL,1795339015788804,NULL,X'63a8f3e1fa79891185d5536ee890a163',X'e3695faf309484fbacfaad08ae4e1ea6','teacher',1,'2026-08-31','2027-05-28',NULL);
INSERT INTO enrolment VALUES(X'35f426b08c2c82f5ad919699eb255281',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015788833,NULL,1795339015788833,NULL,X'ea7bd9bb0c318f65a577ed0f782aa6a3',X'e3695faf309484fbacfaad08ae4e1ea6','teacher',1,'2026-08-31','2027-05-28',NULL);
INSERT INTO enrolment VALUES(X'34c9abc40a018eb3a9adc8a3a9b94351',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015788859,NULL,1795339015788859,NULL,X'b56422e3acd38956b1437053269e268f',X'e3695faf309484fbacfaad08ae4e1ea6','teacher',1,'2026-08-31','2027-05-28',NULL);
INSERT INTO enrolment VALUES(X'566ad8b3273882169e2e55bd9e730848',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015808671,NULL,1795339015808671,NULL,X'da9f1d8cd5f48faebff8c2995aec47bf',X'decae9b1ca2a86fea685510cce82e88c','teacher',1,'2026-08-31','2027-05-28',NULL);
INSERT INTO enrolment VALUES(X'a0d1bd2e38fe89f68874aa2d8c926c55',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015808716,NULL,1795339015808716,NULL,X'36ac5411b845876e8f455d90c0119f9e',X'decae9b1ca2a86fea685510cce82e88c','teacher',1,'2026-08-31','2027-05-28',NULL);
CREATE TABLE enrolment_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	person blob,
	role text,
	is_primary integer,
	begin_on text,
	end_on text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE guardian (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	adult blob not null,
	relation text not null,
	has_access integer not null,
	restriction text,
	restriction_until text,
	lives_with integer,
	language text,
	reach_by text,
	reach_note text,
	begin_on text,
	end_on text
, quiet_from text, quiet_until text, time_zone text, most_a_day integer) strict;
INSERT INTO guardian VALUES(X'0efc821c5dc1850a80d36b52d7759805',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015910549,NULL,1795339015910549,NULL,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'2d56954d01af853e8639a8361000bc3a','mother',1,NULL,NULL,1,'es','call paper',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO guardian VALUES(X'821d36a8f5558bc6bb6f0fb114f22097',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015910654,NULL,1795339015910654,NULL,X'3b5d2ca5001385afb03af3f30a510ae3',X'1e991fdbf7958bb49ef4efa2533638e4','grandparent',1,NULL,NULL,1,'en','page',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO guardian VALUES(X'16679148ab0687db9353b092549e9690',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015920709,NULL,1795339015920709,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23',X'37980353daab81be86ba985226a49c84','mother',1,NULL,NULL,1,'es','call',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO guardian VALUES(X'689e42f009228af59f8d8673196aea17',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015921119,NULL,1795339015921119,NULL,X'0ff28f5bd825891ab5007f2d6f64842b',X'c56907e37a1682aa9310cc230cab6d01','mother',1,NULL,NULL,1,'es','page',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO guardian VALUES(X'188334c467bc8f7395cb45f8cf01252b',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015921225,NULL,1795339015921225,NULL,X'0ff28f5bd825891ab5007f2d6f64842b',X'78e0af940e7f84bbb13f351233e43f79','father',1,NULL,NULL,1,'es','text',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE guardian_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	adult blob,
	relation text,
	has_access integer,
	restriction text,
	restriction_until text,
	lives_with integer,
	language text,
	reach_by text,
	reach_note text,
	begin_on text,
	end_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob, quiet_from text, quiet_until text, time_zone text, most_a_day integer,
	primary key (id, version)
) strict;
CREATE TABLE support_role (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	adult blob not null,
	role text not null,
	purpose text not null,
	begin_on text,
	end_on text
) strict;
INSERT INTO support_role VALUES(X'11074717d29d84178e30d9cfc0060e16',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015964993,NULL,1795339015964993,NULL,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'411546013c2d83eb971ff96fd3529c23','adviser','Knows this learner well','2026-08-31','2027-05-28');
INSERT INTO support_role VALUES(X'3b24de736ec8855e82fee13b96897bb4',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015965067,NULL,1795339015965067,NULL,X'3b5d2ca5001385afb03af3f30a510ae3',X'411546013c2d83eb971ff96fd3529c23','adviser','Knows this learner well','2026-08-31','2027-05-28');
INSERT INTO support_role VALUES(X'7e146240f700802e9359037a24acda40',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015975186,NULL,1795339015975186,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23',X'1e4ac09eb165864cb1a5805cd42d378f','elSpecialist','English','2026-08-31','2027-05-28');
INSERT INTO support_role VALUES(X'fac10f36e54b8a319103d5c0b9cddab0',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015975242,NULL,1795339015975242,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23',X'cf4a0345249f8ea3b983d51e2e0f31b7','adviser','Knows this learner well','2026-08-31','2027-05-28');
INSERT INTO support_role VALUES(X'c8f8feb9a4d687bdb594d44820846b24',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015975435,NULL,1795339015975435,NULL,X'0ff28f5bd825891ab5007f2d6f64842b',X'5ab438e7ccb48bd09b323ff349043d19','elSpecialist','English','2026-08-31','2027-05-28');
INSERT INTO support_role VALUES(X'ba250a013a5b8fdda7daedefc5fef1ec',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015975489,NULL,1795339015975489,NULL,X'0ff28f5bd825891ab5007f2d6f64842b',X'b1fc73c56a8889f0876de3ef51d3dec8','adviser','Knows this learner well','2026-08-31','2027-05-28');
CREATE TABLE support_role_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	adult blob,
	role text,
	purpose text,
	begin_on text,
	end_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE class_group (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	name text not null,
	purpose text not null,
	competency blob,
	adult blob not null,
	place text,
	meets text,
	minutes integer,
	begin_on text not null,
	end_on text not null
) strict;
INSERT INTO class_group VALUES(X'93d676dfdb2f8a04a744965901bf4916',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015975801,NULL,1795339015975801,NULL,X'1f97b0df8de48604b96198d68c0496ac','Maple','Fractions with strips and money',NULL,X'f24324eea49188b5a7fa538038725bb8','Round table','Tuesday and Thursday, 10:15',20,'2026-11-16','2026-12-11');
INSERT INTO class_group VALUES(X'69549ac774d6843d87134a067c298c7d',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015985914,NULL,1795339015985914,NULL,X'337fa71456f687518dc4e6f8d33697ee','Fern','Retelling a story with pictures',NULL,X'1e4ac09eb165864cb1a5805cd42d378f','Round table','Monday and Wednesday, 9:30',20,'2026-11-16','2026-12-11');
INSERT INTO class_group VALUES(X'4f1f77927bf1879fb7028257634363ca',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015985964,NULL,1795339015985964,NULL,X'3e28761737b28dc0ad2f2858c0cf3f04','Maple','Fractions with strips and money',NULL,X'c30a1519853c86a8a68589d229034da0','Round table','Tuesday and Thursday, 10:15',20,'2026-11-16','2026-12-11');
INSERT INTO class_group VALUES(X'973520d53f5c8ce793311701a032aefd',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015985996,NULL,1795339015985996,NULL,X'685500ed31ee8248ab6b890b67638846','Fern','Retelling a story with pictures',NULL,X'b8dd4ffb6a0e8723b4b40c1733bdfece','Round table','Monday and Wednesday, 9:30',20,'2026-11-16','2026-12-11');
INSERT INTO class_group VALUES(X'fbbdd047c97582e1b09e63d436a83e12',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015986075,NULL,1795339015986075,NULL,X'934d741bcd2a80f5982c893afb618351','Maple','Fractions with strips and money',NULL,X'1390e4da97ab8c0bac3305f7f79de3ee','Round table','Tuesday and Thursday, 10:15',20,'2026-11-16','2026-12-11');
INSERT INTO class_group VALUES(X'89b5eb8a659d81e8a8b64864750e68d7',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015986127,NULL,1795339015986127,NULL,X'7b9275edfab58216ba70a5dba283b709','Fern','Retelling a story with pictures',NULL,X'5ab438e7ccb48bd09b323ff349043d19','Round table','Monday and Wednesday, 9:30',20,'2026-11-16','2026-12-11');
INSERT INTO class_group VALUES(X'1a7b9d934a1d8d979e8199391dbdca78',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015986158,NULL,1795339015986158,NULL,X'ea7bd9bb0c318f65a577ed0f782aa6a3','Maple','Fractions with strips and money',NULL,X'8a378cfc3b80892886435605a11221c6','Round table','Tuesday and Thursday, 10:15',20,'2026-11-16','2026-12-11');
INSERT INTO class_group VALUES(X'0de3c17fe1468d76a0f11e185f47a845',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015986191,NULL,1795339015986191,NULL,X'b56422e3acd38956b1437053269e268f','Fern','Retelling a story with pictures',NULL,X'1e4ac09eb165864cb1a5805cd42d378f','Round table','Monday and Wednesday, 9:30',20,'2026-11-16','2026-12-11');
INSERT INTO class_group VALUES(X'e51ebc2e70a88be7ac5062749a20941f',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015986243,NULL,1795339015986243,NULL,X'36ac5411b845876e8f455d90c0119f9e','Maple','Fractions with strips and money',NULL,X'f24324eea49188b5a7fa538038725bb8','Round table','Tuesday and Thursday, 10:15',20,'2026-11-16','2026-12-11');
CREATE TABLE class_group_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	name text,
	purpose text,
	competency blob,
	adult blob,
	place text,
	meets text,
	minutes integer,
	begin_on text,
	end_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE group_member (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class_group blob not null,
	learner blob not null
) strict;
INSERT INTO group_member VALUES(X'6757ea391ebc8eef96263139c50b585d',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015986101,NULL,1795339015986101,NULL,X'fbbdd047c97582e1b09e63d436a83e12',X'1d980ff7c7ed899e99c91aadca1a9a3c');
CREATE TABLE group_member_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class_group blob,
	learner blob,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE program (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	program text not null,
	category text,
	begin_on text,
	end_on text,
	source text
, end_reason text) strict;
INSERT INTO program VALUES(X'322b7a7d15688a6d95100055847a9451',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015975164,NULL,1795339015975164,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23','el',NULL,'2026-02-12',NULL,'Sample plan of record',NULL);
INSERT INTO program VALUES(X'c458ccbd9e94816a95f334660a0533c0',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015975412,NULL,1795339015975412,NULL,X'0ff28f5bd825891ab5007f2d6f64842b','el',NULL,'2026-02-12',NULL,'Sample plan of record',NULL);
CREATE TABLE program_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	program text,
	category text,
	begin_on text,
	end_on text,
	source text,
	change text not null,
	changed_at integer not null,
	changed_by blob, end_reason text,
	primary key (id, version)
) strict;
CREATE TABLE demographics (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	sex text,
	race text,
	race_detail text,
	birth_country text
) strict;
CREATE TABLE demographics_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	sex text,
	race text,
	race_detail text,
	birth_country text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE english_level (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	test text not null,
	test_version text,
	tested_on text not null,
	listening real,
	speaking real,
	reading real,
	writing real,
	overall real,
	source text
) strict;
INSERT INTO english_level VALUES(X'7bab3e55ffa788e4bcf9802beac8bdbb',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015975218,NULL,1795339015975218,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23','wida','sample cut table','2026-05-03',3.7000000000000001776,3.3999999999999999111,3.1000000000000000888,2.8999999999999999111,3.2000000000000001776,'Sample score report');
INSERT INTO english_level VALUES(X'13bfb8caeb628d1cbf5faa3988cf0e12',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015975465,NULL,1795339015975465,NULL,X'0ff28f5bd825891ab5007f2d6f64842b','wida','sample cut table','2026-05-03',3.5,3.2000000000000001776,2.8999999999999999111,2.7000000000000001776,3.0,'Sample score report');
CREATE TABLE english_level_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	test text,
	test_version text,
	tested_on text,
	listening real,
	speaking real,
	reading real,
	writing real,
	overall real,
	source text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE home_access (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	device text,
	connection text,
	help_at_home text,
	paper integer,
	screen_limit integer,
	source text
) strict;
INSERT INTO home_access VALUES(X'c3077eb7c5268e0a8b5c7938247d1298',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015965035,NULL,1795339015965035,NULL,X'1d980ff7c7ed899e99c91aadca1a9a3c','none','none',NULL,1,0,'The family, on paper');
INSERT INTO home_access VALUES(X'd9f39b0e3d9a80ce8f0cc3a48a6628e9',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015965091,NULL,1795339015965091,NULL,X'3b5d2ca5001385afb03af3f30a510ae3','own','good',NULL,0,0,'The family, on paper');
INSERT INTO home_access VALUES(X'8c9a12c3e82f816cbad7a9bde6166c7f',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015975265,NULL,1795339015975265,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23','own','good',NULL,0,0,'The family, on paper');
INSERT INTO home_access VALUES(X'eb20a79ad2c281e2927263b0a9699224',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015975513,NULL,1795339015975513,NULL,X'0ff28f5bd825891ab5007f2d6f64842b','own','good',NULL,0,0,'The family, on paper');
CREATE TABLE home_access_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	device text,
	connection text,
	help_at_home text,
	paper integer,
	screen_limit integer,
	source text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE framework (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text not null,
	publisher text,
	edition text,
	licence text,
	source_id text
) strict;
INSERT INTO framework VALUES(X'54d2c1962f7d8ab691e6782772937fdc',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014143381,NULL,1795339014143381,NULL,'Starter competencies','Trellis',NULL,NULL,NULL);
CREATE TABLE framework_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text,
	publisher text,
	edition text,
	licence text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE competency (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	framework blob not null,
	code text,
	grade text,
	subject text,
	domain text,
	cluster text,
	text text not null,
	statement text,
	kind text,
	parent blob,
	essential integer,
	source_id text
) strict;
INSERT INTO competency VALUES(X'7b6c105967688e9ca5f4ba947151754b',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014151646,NULL,1795339014151646,NULL,X'54d2c1962f7d8ab691e6782772937fdc','K.CC.B.4','KG','mathematics','Counting','Count how many','I know that counting a group tells me how many things are in it.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'8c06df49e15983759eb45ae8dff85864',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014152000,NULL,1795339014152000,NULL,X'54d2c1962f7d8ab691e6782772937fdc','K.CC.B.5','KG','mathematics','Counting','Count how many','I can count up to 20 things in a row or circle, or 10 spread about, and count out the number I am asked for.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'32e2349552e98717a3067d398899cc54',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014152478,NULL,1795339014152478,NULL,X'54d2c1962f7d8ab691e6782772937fdc','K.OA.A.4','KG','mathematics','Calculating and patterns','What adding and taking away mean','I can find what goes with any number from 1 to 9 to make 10.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'005323eae7068f9294f3ed615391f0d4',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014158420,NULL,1795339014158420,NULL,X'54d2c1962f7d8ab691e6782772937fdc','1.OA.B.4','01','mathematics','Calculating and patterns','Rules that make adding easier','I can turn a subtraction into an addition with a missing part: 9 - 6 asks what goes with 6 to make 9.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'0685f9bf3450855792463469196b0849',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014161739,NULL,1795339014161739,NULL,X'54d2c1962f7d8ab691e6782772937fdc','1.NBT.B.2.b','01','mathematics','Numbers and place value','Tens and ones','I know that each number from 11 to 19 is one ten and some ones.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'7009108ff80d8b99a9d18383d07180e0',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014162294,NULL,1795339014162294,NULL,X'54d2c1962f7d8ab691e6782772937fdc','1.MD.A.1','01','mathematics','Measuring and data','Compare and measure lengths','I can put three things in order by length, and use one of them to compare the other two.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'03fe88782bfc88858507ffa162df1b8e',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014173067,NULL,1795339014173067,NULL,X'54d2c1962f7d8ab691e6782772937fdc','3.NBT.A.1','03','mathematics','Numbers and place value','Round and calculate with place value','I can round a number to the nearest ten or the nearest hundred.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'059c6c964888898abf33adb61bc7ab23',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014185257,NULL,1795339014185257,NULL,X'54d2c1962f7d8ab691e6782772937fdc','3.NF.A.2.a','03','mathematics','Fractions','Fractions are numbers','I can split the line from 0 to 1 into equal parts and mark where one part ends, like 1/4.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'03dfd7c976338fb9bd4a3bcf191f10e9',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014219539,NULL,1795339014219539,NULL,X'54d2c1962f7d8ab691e6782772937fdc','6.NS.C.6','06','mathematics','Kinds of numbers','Numbers below zero','I can place numbers below zero on a number line and on a grid.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'03d25674de5c822ea5c2014a63d770ed',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014220931,NULL,1795339014220931,NULL,X'54d2c1962f7d8ab691e6782772937fdc','6.EE.A.2.c','06','mathematics','Algebra','Letters in place of numbers','I can put numbers in place of letters and work out the value in the right order.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'0585869ec60c89e4ac3240c92aa445cc',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014235682,NULL,1795339014235682,NULL,X'54d2c1962f7d8ab691e6782772937fdc','7.RP.A.2.c','07','mathematics','Ratios and rates','Amounts that grow in step','I can write a proportional relationship as an equation, like y = 4x.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'3fe916dbd36587f7acb58ae51745e5c5',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014235907,NULL,1795339014235907,NULL,X'54d2c1962f7d8ab691e6782772937fdc','7.RP.A.3','07','mathematics','Ratios and rates','Amounts that grow in step','I can solve problems about tax, tips, discounts, interest and percent change.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'067db67f1b858f70b8773637ec1a9c47',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014236489,NULL,1795339014236489,NULL,X'54d2c1962f7d8ab691e6782772937fdc','7.NS.A.1.d','07','mathematics','Kinds of numbers','Calculate with positive and negative numbers','I can reorder and group numbers to add and subtract positive and negative ones easily.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'009375ac0d0c88f2bd52e34ba6c54663',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014294474,NULL,1795339014294474,NULL,X'54d2c1962f7d8ab691e6782772937fdc','7.SP.A.1','07','mathematics','Data and chance','Learn from a sample','I know that a random sample can tell about a whole group, and why a one-sided sample cannot.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'3c007427085181fa9b7921911a2944a5',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014297916,NULL,1795339014297916,NULL,X'54d2c1962f7d8ab691e6782772937fdc','7.SP.C.7.a','07','mathematics','Data and chance','Chance','I can find chances when every result is equally likely, as with a fair die.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'14bcbd15b16c8be1a189eed7627ee0df',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014326778,NULL,1795339014326778,NULL,X'54d2c1962f7d8ab691e6782772937fdc','RI.3.5','03','english','Reading to learn','See how it is written','I can use headings, side boxes, links and key words to find what I need fast.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'387da899917586169434ec7c4c3279cd',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014327099,NULL,1795339014327099,NULL,X'54d2c1962f7d8ab691e6782772937fdc','RI.3.8','03','english','Reading to learn','Connect words, pictures and other texts','I can say how sentences and paragraphs hang together, such as a cause and what follows from it.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'03328001b27c87498fd52b540b171381',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014328022,NULL,1795339014328022,NULL,X'54d2c1962f7d8ab691e6782772937fdc','W.3.5','03','english','Writing','Plan, improve and share','I can plan my writing, change it and correct it with help from others.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'0c361ba9169b88a49b1e7ebb676c8b79',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014329117,NULL,1795339014329117,NULL,X'54d2c1962f7d8ab691e6782772937fdc','L.3.1','03','english','Language','Grammar and spelling','I can use nouns, verbs, adjectives and joining words correctly in English sentences of different kinds.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'05139c737d318c2c80eb13b6740856fa',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014338575,NULL,1795339014338575,NULL,X'54d2c1962f7d8ab691e6782772937fdc','RL.5.1','05','english','Reading stories, plays and poems','Understand what the text says','I can quote the exact words of a story that prove what I say about it.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'3fac0f41e15e8e63a365440a22d5ef4f',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014559315,NULL,1795339014559315,NULL,X'54d2c1962f7d8ab691e6782772937fdc','RI.5.8','05','english','Reading to learn','Connect words, pictures and other texts','I can match each point an author makes with the reasons and facts given for it.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'ead1e8e5fa6d8b868314520854ff7a06',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014561221,NULL,1795339014561221,NULL,X'54d2c1962f7d8ab691e6782772937fdc','L.5.1','05','english','Language','Grammar and spelling','I can use English verb tenses and joining words correctly in speech and writing.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'3e92f155161b83e78f9da5c6f2a34403',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014561304,NULL,1795339014561304,NULL,X'54d2c1962f7d8ab691e6782772937fdc','L.5.2','05','english','Language','Grammar and spelling','I can use commas in lists and after openings, mark titles, and spell fifth-grade English words right.',NULL,NULL,NULL,0,NULL);
INSERT INTO competency VALUES(X'00df5f9ed3bb892ab8d9026378cf7c77',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014567167,NULL,1795339014567167,NULL,X'54d2c1962f7d8ab691e6782772937fdc','L.5.3','05','english','Language','Choose words well','I can stretch, join or shorten sentences to make them better, and notice different ways of speaking English.',NULL,NULL,NULL,0,NULL);
CREATE TABLE competency_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	framework blob,
	code text,
	grade text,
	subject text,
	domain text,
	cluster text,
	text text,
	statement text,
	kind text,
	parent blob,
	essential integer,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE association (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	origin blob not null,
	kind text not null,
	destination blob not null,
	source_id text
) strict;
CREATE TABLE association_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	origin blob,
	kind text,
	destination blob,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE resource (
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
	language text not null,
	level integer,
	grade text,
	same_goal text,
	summary text,
	address text,
	rigor integer,
	construct text,
	interests text,
	minutes_screen integer,
	minutes_alone integer,
	minutes_peers integer,
	minutes_adult integer,
	minutes_group integer,
	access_mode text,
	access_sufficient text,
	access_features text,
	access_hazards text,
	author text,
	licence text,
	credit text,
	body text,
	source_id text
) strict;
INSERT INTO resource VALUES(X'2ad7eb69adff8e45b95ebc6dc4aaac17',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014980599,NULL,1795339014980599,NULL,'checked','I can find the missing number in a sum or a subtraction, like 7 + ? = 12.','practice','en',0,'01','g1-missing-number',NULL,NULL,2,'reasoning',NULL,2,2,0,0,0,'textual','textual','alternativeText displayTransformability readingOrder unlocked MathML describedMath','none','Trellis sample library','CC-BY-4.0',NULL,NULL,NULL);
INSERT INTO resource VALUES(X'7f0efce54d99847bb3d045550a70ff5a',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015014070,NULL,1795339015014070,NULL,'checked','I can read and write the time at the hour and at half past, on any clock.','practice','en',0,'01','g1-half-hour',NULL,NULL,1,'reasoning',NULL,2,2,0,0,0,'textual visual diagramOnVisual','textual;textual,visual','alternativeText displayTransformability readingOrder unlocked','none','Trellis sample library','CC-BY-4.0',NULL,NULL,NULL);
INSERT INTO resource VALUES(X'91bd5131bd5e8e25984cfcc8a477de3d',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015192233,NULL,1795339015192233,NULL,'checked','I can solve problems about tax, tips, discounts, interest and percent change.','practice','en',0,'07','g7-discount',NULL,NULL,2,'reasoning',NULL,2,2,0,0,0,'textual','textual','alternativeText displayTransformability readingOrder unlocked','none','Trellis sample library','CC-BY-4.0',NULL,NULL,NULL);
INSERT INTO resource VALUES(X'b22bc93c8b7d8003bb8594b95bd382a7',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015194210,NULL,1795339015194210,NULL,'checked','I can check with a table or a straight line through zero whether two amounts are proportional.','practice','en',0,'07','g7-is-it-proportional',NULL,NULL,3,'reasoning',NULL,12,12,0,0,0,'textual','textual','alternativeText displayTransformability readingOrder unlocked','none','Trellis sample library','CC-BY-4.0',NULL,NULL,NULL);
INSERT INTO resource VALUES(X'3559ddba19d3801cb31956cc05bfcff7',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015195710,NULL,1795339015195710,NULL,'checked','I can find a missing side of a right triangle, on paper and in real things, flat or solid.','practice','en',0,'08','g8-pythagoras',NULL,NULL,1,'computation',NULL,2,2,0,0,0,'textual','textual','alternativeText displayTransformability readingOrder unlocked','none','Trellis sample library','CC-BY-4.0',NULL,NULL,NULL);
INSERT INTO resource VALUES(X'b753becd2534815c8c7d5a4593b39497',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015195959,NULL,1795339015195959,NULL,'checked','I can find about how big a number like √5 is, compare it with others and place it on a line.','practice','en',0,'08','g8-root-between',NULL,NULL,2,'number-sense',NULL,2,2,0,0,0,'textual','textual','alternativeText displayTransformability readingOrder unlocked MathML describedMath','none','Trellis sample library','CC-BY-4.0',NULL,NULL,NULL);
INSERT INTO resource VALUES(X'09dfee95111b8de9a4753449d157ff4d',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015196208,NULL,1795339015196208,NULL,'checked','I can explain why a triangle has 180°, how angles match where a line crosses parallels, and when triangles are similar.','practice','en',0,'08','g8-exterior-angle',NULL,NULL,2,'reasoning',NULL,2,2,0,0,0,'textual','textual','alternativeText displayTransformability readingOrder unlocked','none','Trellis sample library','CC-BY-4.0',NULL,NULL,NULL);
INSERT INTO resource VALUES(X'83aeddf952418a77ae489bcf4e8621d7',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015213986,NULL,1795339015213986,NULL,'checked','How Does a Bridge Stay Up?','reading','en',2,'04','bridges','A beam, an arch and a rope carry weight in different ways. You can test each at home.',NULL,2,NULL,'building people',8,8,0,0,0,'textual','textual','displayTransformability readingOrder structuralNavigation unlocked','none','Trellis sample library','CC-BY-4.0',NULL,'{"id": "bridges-2-en", "group": "bridges", "level": 2, "lang": "en", "kind": "information", "grades": ["4", "5"], "title": "How Does a Bridge Stay Up?", "summary": "A beam, an arch and a rope carry weight in different ways. You can test each at home.", "pages": ["Every bridge has the same problem: things that are heavy want to go down. There are three old answers to it.", "The simplest is the beam. Lay a board over a stream and step on it. The board bends: its top is squeezed, its bottom is stretched. The longer the board, the more it bends, so beams are used for short bridges.", "The second answer is the arch. An arch turns the weight aside and leads it along a curve to the ground on both sides. Everything in an arch is squeezed, and that suits stone, which is hard to crush but easy to pull apart. Roman builders knew this, and some of their arches still stand after two thousand years.", "The third answer is to hang the road. In a suspension bridge, thick cables run over tall towers, and the road hangs from them. Here the cables are stretched, so they must be made of something that is hard to pull apart, such as steel. The longest bridges in the world are built in this way.", "Steel is not the only choice. At Q''eswachaka in Peru, families from several villages come together each year and weave a new hanging bridge from grass. One stalk breaks easily. Thousands of them, twisted into ropes as thick as a leg, carry people safely across the gorge."], "competencies": ["RI.3.1", "RI.3.2", "RI.3.3", "RI.3.5", "RI.4.1", "RI.4.2", "RI.4.3", "RI.4.5", "RI.5.1", "RI.5.2", "RI.5.3", "RI.5.5"], "topic": "how bridges carry weight", "interests": ["building", "people"], "minutes": 8, "questions": [{"id": "q1", "kind": "choice", "competency": "RI.4.1", "rigor": 1, "stem": "Which kind of bridge is good for a short way?", "options": [{"text": "a beam", "correct": true}, {"text": "a hanging bridge", "correct": false, "feedback": "Those can be very long. What happens to a long board?"}, {"text": "a grass bridge", "correct": false, "feedback": "Look at the first of the three ways."}]}, {"id": "q2", "kind": "choice", "competency": "RI.4.5", "rigor": 2, "stem": "How is this text put together?", "options": [{"text": "It gives a problem and three ways to solve it.", "correct": true}, {"text": "It tells the story of one builder.", "correct": false, "feedback": "Is there one person in the whole text?"}, {"text": "It lists bridges from oldest to newest.", "correct": false, "feedback": "Are there dates in order? What are the first, second and third about?"}]}, {"id": "q3", "kind": "text", "competency": "RI.4.1", "rigor": 1, "stem": "What is the bridge in Peru made of?", "accept": ["grass", "of grass", "woven grass"]}, {"id": "q4", "kind": "open", "competency": "RI.4.3", "rigor": 3, "stem": "Build or draw two kinds of bridge from the text. Explain how each one carries the weight. You may write, record or show it to someone.", "rubric": ["Shows one bridge.", "Shows two bridges and names them.", "Shows two bridges and tells where the weight goes in each.", "Also tells which parts are squeezed or stretched and why the material fits."], "sample": "In a beam the board bends and carries the weight itself. In an arch the weight goes along the curve to the ground."}], "glossary": [{"word": "beam", "en": "a long flat piece that carries weight", "es": "pieza larga y plana que sostiene peso"}, {"word": "arch", "en": "a curved shape that carries weight", "es": "forma curva que sostiene peso"}, {"word": "cables", "en": "very thick ropes, often of steel", "es": "cuerdas muy gruesas, muchas veces de acero"}, {"word": "squeezed", "en": "pushed from both sides", "es": "se empuja desde los dos lados"}, {"word": "stretched", "en": "pulled from both ends", "es": "se tira desde las dos puntas"}, {"word": "towers", "en": "tall narrow parts of a building", "es": "partes altas y angostas de una construcción"}, {"word": "weave", "en": "make by crossing threads or stalks", "es": "hacen cruzando hilos o tallos"}, {"word": "steel", "en": "a very strong metal", "es": "un metal muy fuerte"}], "author": "Trellis sample library", "license": "CC-BY-4.0", "access": {"accessMode": ["textual"], "accessModeSufficient": [["textual"]], "accessibilityFeature": ["displayTransformability", "readingOrder", "structuralNavigation", "unlocked"], "accessibilityHazard": ["none"], "accessibilityControl": ["fullKeyboardControl", "fullSwitchControl", "fullTouchControl", "fullVoiceControl"]}}',NULL);
INSERT INTO resource VALUES(X'02616dce6391818d800106cf632d2a35',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015216202,NULL,1795339015216202,NULL,'checked','¿Cómo se sostiene un puente?','reading','es',2,'04','bridges','Una viga, un arco y una cuerda sostienen el peso de distintas maneras. Puedes probarlas en casa.',NULL,2,NULL,'building people',8,8,0,0,0,'textual','textual','displayTransformability readingOrder structuralNavigation unlocked','none','Trellis sample library','CC-BY-4.0',NULL,'{"id": "bridges-2-es", "group": "bridges", "level": 2, "lang": "es", "kind": "information", "grades": ["4", "5"], "title": "¿Cómo se sostiene un puente?", "summary": "Una viga, un arco y una cuerda sostienen el peso de distintas maneras. Puedes probarlas en casa.", "pages": ["Todos los puentes tienen el mismo problema: lo pesado quiere ir hacia abajo. Hay tres respuestas antiguas.", "La más sencilla es la viga. Pon una tabla sobre un arroyo y písala. La tabla se dobla: arriba se aprieta y abajo se estira. Cuanto más larga es, más se dobla; por eso las vigas se usan en puentes cortos.", "La segunda respuesta es el arco. Un arco desvía el peso y lo lleva por una curva hasta el suelo, a los dos lados. Todo en un arco se aprieta, y eso le conviene a la piedra, que es difícil de aplastar pero fácil de separar. Los romanos lo sabían, y algunos de sus arcos siguen en pie después de dos mil años.", "La tercera respuesta es colgar el camino. En un puente colgante, unos cables gruesos pasan sobre torres altas y el camino cuelga de ellos. Aquí los cables se estiran, así que deben ser de algo difícil de romper al tirar, como el acero. Los puentes más largos del mundo se construyen así.", "El acero no es lo único que sirve. En Q''eswachaka, en Perú, familias de varios pueblos se reúnen cada año y tejen un nuevo puente colgante de paja. Un tallo se rompe fácilmente. Miles de tallos, torcidos en cuerdas gruesas como una pierna, llevan a la gente sin peligro al otro lado."], "competencies": ["RI.3.1", "RI.3.2", "RI.3.3", "RI.3.5", "RI.4.1", "RI.4.2", "RI.4.3", "RI.4.5", "RI.5.1", "RI.5.2", "RI.5.3", "RI.5.5"], "topic": "how bridges carry weight", "interests": ["building", "people"], "minutes": 8, "questions": [{"id": "q1", "kind": "choice", "competency": "RI.4.1", "rigor": 1, "stem": "¿Qué tipo de puente sirve para una distancia corta?", "options": [{"text": "una viga", "correct": true}, {"text": "un puente colgante", "correct": false, "feedback": "Esos pueden ser muy largos. ¿Qué le pasa a una tabla larga?"}, {"text": "un puente de paja", "correct": false, "feedback": "Mira la primera de las tres maneras."}]}, {"id": "q2", "kind": "choice", "competency": "RI.4.5", "rigor": 2, "stem": "¿Cómo está organizado este texto?", "options": [{"text": "Presenta un problema y tres maneras de resolverlo.", "correct": true}, {"text": "Cuenta la historia de un constructor.", "correct": false, "feedback": "¿Hay una sola persona en todo el texto?"}, {"text": "Enumera puentes del más viejo al más nuevo.", "correct": false, "feedback": "¿Hay fechas en orden? ¿De qué tratan la primera, la segunda y la tercera?"}]}, {"id": "q3", "kind": "text", "competency": "RI.4.1", "rigor": 1, "stem": "¿De qué está hecho el puente de Perú?", "accept": ["paja", "de paja", "hierba", "pasto"]}, {"id": "q4", "kind": "open", "competency": "RI.4.3", "rigor": 3, "stem": "Construye o dibuja dos tipos de puente del texto. Explica cómo sostiene el peso cada uno. Puedes escribir, grabar o mostrárselo a alguien.", "rubric": ["Muestra un puente.", "Muestra dos puentes y los nombra.", "Muestra dos puentes y dice adónde va el peso en cada uno.", "Además dice qué partes se aprietan o se estiran y por qué conviene el material."], "sample": "En la viga la tabla se dobla y sostiene el peso. En el arco el peso va por la curva hasta el suelo."}], "glossary": [{"word": "viga", "en": "a long flat piece that carries weight", "es": "pieza larga y plana que sostiene peso"}, {"word": "arco", "en": "a curved shape that carries weight", "es": "forma curva que sostiene peso"}, {"word": "cables", "en": "very thick ropes, often of steel", "es": "cuerdas muy gruesas, muchas veces de acero"}, {"word": "se aprieta", "en": "pushed from both sides", "es": "se empuja desde los dos lados"}, {"word": "se estira", "en": "pulled from both ends", "es": "se tira desde las dos puntas"}, {"word": "torres", "en": "tall narrow parts of a building", "es": "partes altas y angostas de una construcción"}, {"word": "tejen", "en": "make by crossing threads or stalks", "es": "hacen cruzando hilos o tallos"}, {"word": "acero", "en": "a very strong metal", "es": "un metal muy fuerte"}], "author": "Trellis sample library", "license": "CC-BY-4.0", "access": {"accessMode": ["textual"], "accessModeSufficient": [["textual"]], "accessibilityFeature": ["displayTransformability", "readingOrder", "structuralNavigation", "unlocked"], "accessibilityHazard": ["none"], "accessibilityControl": ["fullKeyboardControl", "fullSwitchControl", "fullTouchControl", "fullVoiceControl"]}}',NULL);
INSERT INTO resource VALUES(X'04acbce81f7f8e65a7da6a69265e96b9',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015246384,NULL,1795339015246384,NULL,'checked','Masters of Hiding','reading','en',1,'02','octopus','An octopus can change its color, its skin and its shape to hide.',NULL,2,NULL,'ocean animals nature',6,6,0,0,0,'textual','textual','displayTransformability readingOrder structuralNavigation unlocked','none','Trellis sample library','CC-BY-4.0',NULL,'{"id": "octopus-1-en", "group": "octopus", "level": 1, "lang": "en", "kind": "information", "grades": ["2", "3"], "title": "Masters of Hiding", "summary": "An octopus can change its color, its skin and its shape to hide.", "pages": ["Look at the sea floor. You see rocks and plants. Then one rock opens an eye. It is an octopus!", "An octopus has no shell and no bones. Many animals like to eat it. So it hides.", "Its skin has thousands of tiny bags of color. When a bag opens, you see the color. When it closes, the color goes. The octopus can change in less than a second.", "It can make its skin smooth or bumpy, like rock.", "It can also change its shape. With no bones, a big octopus can slip through a very small hole. Only its beak is hard.", "And if a hunter comes close? The octopus shoots out dark ink and swims away."], "competencies": ["RI.3.1", "RI.3.2", "RI.3.4", "RI.3.8", "RI.4.1", "RI.4.2", "RI.4.4", "RI.4.8", "RI.5.1", "RI.5.2", "RI.5.4", "RI.5.8"], "topic": "how an octopus hides", "interests": ["ocean", "animals", "nature"], "minutes": 6, "questions": [{"id": "q1", "kind": "choice", "competency": "RI.4.1", "rigor": 1, "stem": "Why can an octopus pass through a small hole?", "options": [{"text": "It has no bones.", "correct": true}, {"text": "It is always small.", "correct": false, "feedback": "The text says that a big one can do it too. What is missing in its body?"}, {"text": "It breaks the rock.", "correct": false, "feedback": "Look at the part about its shape."}]}, {"id": "q2", "kind": "choices", "competency": "RI.4.2", "rigor": 2, "stem": "Which ways of hiding does the text explain? Choose all.", "options": [{"text": "changing color", "correct": true}, {"text": "changing its skin from smooth to bumpy", "correct": true}, {"text": "changing its shape", "correct": true}, {"text": "digging a deep hole", "correct": false, "feedback": "The text does not say that it digs."}]}, {"id": "q3", "kind": "text", "competency": "RI.4.1", "rigor": 1, "stem": "What is the only hard part of an octopus?", "accept": ["beak", "the beak", "its beak"]}, {"id": "q4", "kind": "open", "competency": "RI.4.8", "rigor": 3, "stem": "The text says that hiding is important for an octopus. Which reasons does the text give? You may write, draw with labels, record or tell someone.", "rubric": ["Says something about the text.", "Gives an answer that fits the text.", "Gives an answer and a detail from the text that shows it.", "Gives an answer, two or more details, and explains how they show it."], "sample": "It has no shell and no bones, and many animals eat it. It cannot fight, so it must not be seen."}], "glossary": [{"word": "skin", "en": "the outside layer of a body", "es": "la capa de afuera del cuerpo"}, {"word": "beak", "en": "the hard mouth part of an octopus or a bird", "es": "la parte dura de la boca de un pulpo o un ave"}, {"word": "ink", "en": "dark liquid", "es": "líquido oscuro"}], "author": "Trellis sample library", "license": "CC-BY-4.0", "access": {"accessMode": ["textual"], "accessModeSufficient": [["textual"]], "accessibilityFeature": ["displayTransformability", "readingOrder", "structuralNavigation", "unlocked"], "accessibilityHazard": ["none"], "accessibilityControl": ["fullKeyboardControl", "fullSwitchControl", "fullTouchControl", "fullVoiceControl"]}}',NULL);
INSERT INTO resource VALUES(X'1d878efa5f6a83219986fc7b333e9a7f',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015251892,NULL,1795339015251892,NULL,'checked','Maestros del escondite','reading','es',3,'06','octopus','Un pulpo puede cambiar de color, de piel y de forma para esconderse.',NULL,2,NULL,'ocean animals nature',10,10,0,0,0,'textual','textual','displayTransformability readingOrder structuralNavigation unlocked','none','Trellis sample library','CC-BY-4.0',NULL,'{"id": "octopus-3-es", "group": "octopus", "level": 3, "lang": "es", "kind": "information", "grades": ["6", "7"], "title": "Maestros del escondite", "summary": "Un pulpo puede cambiar de color, de piel y de forma para esconderse.", "pages": ["Una buza flota sobre un montón de rocas cualquiera. Entonces una de las rocas abre un ojo, se pone blanca y sale disparada sobre la arena. Lo que parecía piedra era un pulpo, uno de los mejores maestros del camuflaje de la Tierra.", "Lo necesita. Sin concha ni huesos, el pulpo es una comida blanda y sabrosa para focas, tiburones, anguilas y peces grandes. Un animal que no puede pelear ni ponerse una armadura no debe ser encontrado.", "Su primera herramienta es el color. La piel contiene miles de bolsitas elásticas llenas de pigmento. Los nervios controlan los músculos que rodean cada bolsita: cuando tiran, la bolsita se estira y aparece su color; cuando se relajan, se encoge hasta ser un punto. Capas más profundas de células reflejan la luz que rodea al animal. Como el mensaje viaja por los nervios, todo el cuerpo puede cambiar en menos de un segundo.", "Su segunda herramienta es la textura. El pulpo puede levantar bultos y puntas en la piel, y así el mismo animal parece arena lisa, coral áspero o algas que se mueven.", "Su tercera herramienta es la forma. No hay esqueleto que lo obligue a quedarse igual, y la única parte dura es el pico. Cualquier hueco más ancho que su pico le basta; por eso quienes cuidan los acuarios cierran tan bien las tapas.", "Queda un misterio. Las pruebas indican que la mayoría de los pulpos no ve los colores, al menos no como nosotros. Cómo logran imitarlos tan bien es una pregunta que la ciencia aún no ha resuelto. Y si todo falla, queda la tinta: una nube oscura que atrae la atención del cazador mientras el pulpo se marcha."], "competencies": ["RI.3.1", "RI.3.2", "RI.3.4", "RI.3.8", "RI.4.1", "RI.4.2", "RI.4.4", "RI.4.8", "RI.5.1", "RI.5.2", "RI.5.4", "RI.5.8"], "topic": "how an octopus hides", "interests": ["ocean", "animals", "nature"], "minutes": 10, "questions": [{"id": "q1", "kind": "choice", "competency": "RI.4.1", "rigor": 1, "stem": "¿Por qué puede un pulpo pasar por un agujero pequeño?", "options": [{"text": "No tiene huesos.", "correct": true}, {"text": "Siempre es pequeño.", "correct": false, "feedback": "El texto dice que uno grande también puede. ¿Qué falta en su cuerpo?"}, {"text": "Rompe la roca.", "correct": false, "feedback": "Mira la parte sobre su forma."}]}, {"id": "q2", "kind": "choices", "competency": "RI.4.2", "rigor": 2, "stem": "¿Qué maneras de esconderse explica el texto? Elige todas.", "options": [{"text": "cambiar de color", "correct": true}, {"text": "cambiar la piel de lisa a con bultos", "correct": true}, {"text": "cambiar de forma", "correct": true}, {"text": "cavar un hoyo profundo", "correct": false, "feedback": "El texto no dice que cave."}]}, {"id": "q3", "kind": "text", "competency": "RI.4.1", "rigor": 1, "stem": "¿Cuál es la única parte dura de un pulpo?", "accept": ["pico", "el pico", "su pico"]}, {"id": "q4", "kind": "open", "competency": "RI.4.8", "rigor": 3, "stem": "El texto dice que esconderse es importante para el pulpo. ¿Qué razones da el texto? Puedes escribir, dibujar con rótulos, grabar o contárselo a alguien.", "rubric": ["Dice algo sobre el texto.", "Da una respuesta que va con el texto.", "Da una respuesta y un detalle del texto que la muestra.", "Da una respuesta, dos o más detalles y explica cómo la muestran."], "sample": "No tiene concha ni huesos y muchos animales se lo comen. No puede pelear, así que no deben verlo."}], "glossary": [{"word": "piel", "en": "the outside layer of a body", "es": "la capa de afuera del cuerpo"}, {"word": "pico", "en": "the hard mouth part of an octopus or a bird", "es": "la parte dura de la boca de un pulpo o un ave"}, {"word": "tinta", "en": "dark liquid", "es": "líquido oscuro"}, {"word": "músculos", "en": "parts of the body that pull to make it move", "es": "partes del cuerpo que tiran para moverlo"}, {"word": "esqueleto", "en": "all the bones of a body", "es": "todos los huesos de un cuerpo"}, {"word": "camuflaje", "en": "looking like the things around you", "es": "parecerse a lo que hay alrededor"}, {"word": "textura", "en": "how something feels to the touch", "es": "cómo se siente algo al tocarlo"}, {"word": "pigmento", "en": "what gives color", "es": "lo que da color"}], "author": "Trellis sample library", "license": "CC-BY-4.0", "access": {"accessMode": ["textual"], "accessModeSufficient": [["textual"]], "accessibilityFeature": ["displayTransformability", "readingOrder", "structuralNavigation", "unlocked"], "accessibilityHazard": ["none"], "accessibilityControl": ["fullKeyboardControl", "fullSwitchControl", "fullTouchControl", "fullVoiceControl"]}}',NULL);
CREATE TABLE resource_history (
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
	language text,
	level integer,
	grade text,
	same_goal text,
	summary text,
	address text,
	rigor integer,
	construct text,
	interests text,
	minutes_screen integer,
	minutes_alone integer,
	minutes_peers integer,
	minutes_adult integer,
	minutes_group integer,
	access_mode text,
	access_sufficient text,
	access_features text,
	access_hazards text,
	author text,
	licence text,
	credit text,
	body text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE alignment (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	resource blob not null,
	competency blob not null
) strict;
CREATE TABLE alignment_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	resource blob,
	competency blob,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE item (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	resource blob,
	position integer,
	title text not null,
	competency blob,
	skill text,
	kind text not null,
	rigor integer,
	construct text,
	model text not null,
	licence text,
	source_id text
) strict;
INSERT INTO item VALUES(X'edb37c4288c58babaf313893076c636a',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014977800,NULL,1795339014977800,NULL,NULL,0,'k-count-stars',X'8c06df49e15983759eb45ae8dff85864',NULL,'numeric',1,'counting','{"id": "k-count-stars", "competency": "K.CC.B.5", "grade": "K", "kind": "numeric", "rigor": 1, "minutes": 2, "construct": "counting", "not_with": ["calculator-on-screen"], "params": [{"name": "n", "int": [5, 15]}, {"name": "one", "text": {"en": "star", "es": "estrella", "ar": "نجمة"}}], "stem": {"en": "How many stars are there?", "es": "¿Cuántas estrellas hay?", "ar": "كم عدد النجوم؟"}, "figure": {"kind": "dots", "counts": ["=n"], "frame": 5, "shape": "star", "alt": {"en": "Stars to count: {n:each one}", "es": "Estrellas para contar: {n:each one}", "ar": "نجوم للعد: {n:each one}"}}, "answer": {"expr": "n"}, "wrong": [{"expr": "n+1", "misconception": "count-one-more", "feedback": {"en": "That is one more than there are. Touch each one once as you count.", "es": "Eso es uno más de los que hay. Toca cada uno una sola vez al contar.", "ar": "هذا أكثر بواحد. المس كل شيء مرة واحدة وأنت تعدّ."}}, {"expr": "n-1", "misconception": "count-one-less", "feedback": {"en": "That is one fewer than there are. Move each one aside as you count it.", "es": "Eso es uno menos de los que hay. Aparta cada uno al contarlo.", "ar": "هذا أقل بواحد. أبعد كل شيء وأنت تعدّه."}}], "steps": {"en": ["Touch each star once and say one number for each.", "The last number you say is {n}.", "There are {n} stars."], "es": ["Toca cada estrella una vez y di un número por cada una.", "El último número que dices es {n}.", "Hay {n} estrellas."], "ar": ["المس كل نجمة مرة واحدة وقل عددًا لكل نجمة.", "آخر عدد تقوله هو {n}.", "عدد النجوم هو {n}."]}, "hints": {"en": ["Count each star one time.", "Cross out each star as you count it.", "The first row has 5 stars. Go on from there."], "es": ["Cuenta cada estrella una sola vez.", "Tacha cada estrella al contarla.", "La primera fila tiene 5 estrellas. Sigue desde ahí."], "ar": ["عُدّ كل نجمة مرة واحدة.", "اشطب كل نجمة بعد أن تعدّها.", "في الصف الأول 5 نجوم. تابع العد بعدها."]}, "representations": [{"kind": "words", "text": {"en": "Put out small things, one for each star, and move each one as you count.", "es": "Pon objetos pequeños, uno por cada estrella, y mueve cada uno al contarlo.", "ar": "ضع أشياء صغيرة، واحدًا لكل نجمة، وحرّك كل واحد وأنت تعدّه."}}, {"kind": "dots", "counts": ["=n"], "frame": 10, "shape": "dot", "alt": {"en": "Stars to count: {n:each one}", "es": "Estrellas para contar: {n:each one}", "ar": "نجوم للعد: {n:each one}"}}], "access": {"accessMode": ["textual", "visual", "diagramOnVisual"], "accessModeSufficient": [["textual"], ["textual", "visual"]], "accessibilityFeature": ["alternativeText", "displayTransformability", "readingOrder", "unlocked"], "accessibilityHazard": ["none"], "accessibilityControl": ["fullKeyboardControl", "fullSwitchControl", "fullTouchControl", "fullVoiceControl"]}, "languages": ["en", "es", "ar"], "unreviewed": ["ar"], "author": "Trellis sample library", "license": "CC-BY-4.0"}','CC-BY-4.0','k-count-stars');
INSERT INTO item VALUES(X'ffe788209e6180c692e9abfe9bef931d',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014978351,NULL,1795339014978351,NULL,NULL,0,'k-number-after',NULL,NULL,'numeric',1,'counting','{"id": "k-number-after", "competency": "K.CC.A.2", "grade": "K", "kind": "numeric", "rigor": 1, "minutes": 2, "construct": "counting", "not_with": ["calculator-on-screen"], "params": [{"name": "n", "int": [11, 58]}], "stem": {"en": "You are counting. You say {n}. What number comes next?", "es": "Estás contando. Dices {n}. ¿Qué número sigue?", "ar": "أنت تعدّ. تقول {n}. ما العدد الذي يليه؟"}, "answer": {"expr": "n+1"}, "wrong": [{"expr": "n-1", "misconception": "comparison-reversed", "feedback": {"en": "That number comes before. What comes after?", "es": "Ese número va antes. ¿Cuál va después?", "ar": "هذا العدد يأتي قبله. ما الذي يأتي بعده؟"}}, {"expr": "n+10", "misconception": "wrong-place-changed", "feedback": {"en": "You changed a different place. Which digit does the question change?", "es": "Cambiaste otro lugar. ¿Qué dígito cambia según la pregunta?", "ar": "غيّرتَ منزلة أخرى. أي رقم يغيّره السؤال؟"}}, {"expr": "n", "misconception": "repeats-given-number", "feedback": {"en": "That number is in the question. What does the question ask you to find?", "es": "Ese número ya está en la pregunta. ¿Qué te pide encontrar?", "ar": "هذا العدد موجود في السؤال. ما المطلوب إيجاده؟"}}], "steps": {"en": ["Say the numbers: {n-2}, {n-1}, {n}.", "The next number is one more.", "It is {n+1}."], "es": ["Di los números: {n-2}, {n-1}, {n}.", "El número que sigue es uno más.", "Es {n+1}."], "ar": ["قل الأعداد: {n-2}، {n-1}، {n}.", "العدد التالي أكبر بواحد.", "إنه {n+1}."]}, "hints": {"en": ["Count aloud from a smaller number.", "Start at {n-3} and count on: {n-3}, {n-2}, {n-1}, {n}, …"], "es": ["Cuenta en voz alta desde un número menor.", "Empieza en {n-3}: {n-3}, {n-2}, {n-1}, {n}, …"], "ar": ["عُدّ بصوت مسموع من عدد أصغر.", "ابدأ من {n-3}: {n-3}، {n-2}، {n-1}، {n}، …"]}, "representations": [{"kind": "number_line", "from": "=n-3", "to": "=n+3", "step": "=1", "marks": [{"at": "=n", "label": "{n}"}], "jumps": [{"from": "=n", "to": "=n+1", "label": "?"}], "alt": {"en": "A number line from {n-3} to {n+3} with a mark at {n} and one jump to the right", "es": "Una recta de {n-3} a {n+3} con una marca en {n} y un salto a la derecha", "ar": "خط أعداد من {n-3} إلى {n+3} عليه علامة عند {n} وقفزة واحدة إلى اليمين"}}], "access": {"accessMode": ["textual"], "accessModeSufficient": [["textual"]], "accessibilityFeature": ["alternativeText", "displayTransformability", "readingOrder", "unlocked"], "accessibilityHazard": ["none"], "accessibilityControl": ["fullKeyboardControl", "fullSwitchControl", "fullTouchControl", "fullVoiceControl"]}, "languages": ["en", "es", "ar"], "unreviewed": ["ar"], "author": "Trellis sample library", "license": "CC-BY-4.0"}','CC-BY-4.0','k-number-after');
INSERT INTO item VALUES(X'79551d4196c5830d92c47547db102b44',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014978580,NULL,1795339014978580,NULL,NULL,0,'k-which-is-more',NULL,NULL,'choice',1,'number-sense','{"id": "k-which-is-more", "competency": "K.CC.C.7", "grade": "K", "kind": "choice", "rigor": 1, "minutes": 2, "construct": "number-sense", "not_with": ["calculator-on-screen"], "params": [{"name": "a", "int": [1, 9]}, {"name": "b", "int": [1, 9]}], "where": ["a!=b"], "stem": {"en": "Which number is more?", "es": "¿Qué número es mayor?", "ar": "أي عدد أكبر؟"}, "answer": {"expr": "max(a,b)"}, "wrong": [{"expr": "min(a,b)", "misconception": "comparison-reversed", "feedback": {"en": "The comparison is turned around. Say it aloud with words, then look again.", "es": "La comparación está al revés. Dila en palabras y mira otra vez.", "ar": "المقارنة معكوسة. قلها بالكلمات ثم انظر مرة أخرى."}}], "steps": {"en": ["Show {a} with fingers, then {b}.", "{max(a,b)} is farther along when you count.", "So {max(a,b)} is more."], "es": ["Muestra {a} con los dedos y luego {b}.", "{max(a,b)} viene más adelante al contar.", "Entonces {max(a,b)} es mayor."], "ar": ["أظهر {a} بأصابعك ثم {b}.", "عند العد يأتي {max(a,b)} لاحقًا.", "إذن {max(a,b)} هو الأكبر."]}, "hints": {"en": ["More means a bigger group.", "Make two rows and match them one to one. Which row has some left over?"], "es": ["Mayor significa un grupo más grande.", "Haz dos filas y empareja uno con uno. ¿En qué fila sobran?"], "ar": ["الأكبر يعني مجموعة أكبر.", "اصنع صفين وقابل واحدًا بواحد. في أي صف يبقى شيء؟"]}, "representations": [{"kind": "dots", "counts": ["=a", "=b"], "frame": 0, "shape": "dot", "alt": {"en": "Two rows of dots: {a} and {b}", "es": "Dos filas de puntos: {a} y {b}", "ar": "صفان من النقاط: {a} و{b}"}}], "access": {"accessMode": ["textual"], "accessModeSufficient": [["textual"]], "accessibilityFeature": ["alternativeText", "displayTransformability", "readingOrder", "unlocked"], "accessibilityHazard": ["none"], "accessibilityControl": ["fullKeyboardControl", "fullSwitchControl", "fullTouchControl", "fullVoiceControl"]}, "languages": ["en", "es", "ar"], "unreviewed": ["ar"], "author": "Trellis sample library", "license": "CC-BY-4.0"}','CC-BY-4.0','k-which-is-more');
INSERT INTO item VALUES(X'e98042b924f98d1482832b5b3642b822',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014978847,NULL,1795339014978847,NULL,NULL,0,'k-add-story',NULL,NULL,'numeric',2,'computation','{"id": "k-add-story", "competency": "K.OA.A.2", "grade": "K", "kind": "numeric", "rigor": 2, "minutes": 2, "construct": "computation", "not_with": ["calculator-on-screen"], "params": [{"name": "who", "words": [{"en": "Amira", "es": "Amira", "ar": "أميرة"}, {"en": "Diego", "es": "Diego", "ar": "دييغو"}, {"en": "Mai", "es": "Mai", "ar": "ماي"}, {"en": "Kofi", "es": "Kofi", "ar": "كوفي"}, {"en": "Lucía", "es": "Lucía", "ar": "لوسيا"}, {"en": "Noor", "es": "Noor", "ar": "نور"}, {"en": "Wei", "es": "Wei", "ar": "وي"}, {"en": "Hodan", "es": "Hodan", "ar": "هودان"}, {"en": "Sam", "es": "Sam", "ar": "سام"}, {"en": "Elena", "es": "Elena", "ar": "إيلينا"}]}, {"name": "a", "int": [2, 6]}, {"name": "b", "int": [2, 6]}, {"name": "thing", "text": {"en": "shells", "es": "conchas", "ar": "الأصداف"}}], "where": ["a+b<=10", "abs(a-b)!=a", "abs(a-b)!=a+b-1"], "stem": {"en": "{who} finds {a} {thing}. Then {who} finds {b} more. How many {thing} are there in all?", "es": "{who} encuentra {a} {thing}. Luego encuentra {b} más. ¿Cuál es el total de {thing}?", "ar": "لدى {who} {a} من {thing}، ثم {b} أخرى. كم المجموع؟"}, "answer": {"expr": "a+b"}, "wrong": [{"expr": "a+b-1", "misconception": "count-start-included", "feedback": {"en": "You counted the starting number as step one. The first step lands on the next number.", "es": "Contaste el número inicial como primer paso. El primer paso llega al número siguiente.", "ar": "عددتَ عدد البداية خطوةً أولى. الخطوة الأولى تصل إلى العدد التالي."}}, {"expr": "abs(a-b)", "when": "a!=b", "misconception": "subtract-for-add", "feedback": {"en": "You took one amount away. Does the story end with more or with less?", "es": "Quitaste una cantidad. ¿La historia termina con más o con menos?", "ar": "أخذتَ كمية من الأخرى. هل تنتهي القصة بأكثر أم بأقل؟"}}, {"expr": "a", "misconception": "repeats-given-number", "feedback": {"en": "That number is in the question. What does the question ask you to find?", "es": "Ese número ya está en la pregunta. ¿Qué te pide encontrar?", "ar": "هذا العدد موجود في السؤال. ما المطلوب إيجاده؟"}}], "steps": {"en": ["Start with {a}.", "Count on {b} more.", "{a} and {b} make {a+b}."], "es": ["Empieza con {a}.", "Cuenta {b} más.", "{a} y {b} son {a+b}."], "ar": ["ابدأ من {a}.", "عُدّ {b} أخرى.", "{a} و{b} يساويان {a+b}."]}, "hints": {"en": ["Draw the story or act it out.", "Put out {a} things, then {b} more things.", "Start at {a} and count on {b} times."], "es": ["Dibuja o actúa la historia.", "Pon {a} objetos y luego {b} más.", "Empieza en {a} y cuenta {b} veces hacia adelante."], "ar": ["ارسم القصة أو مثّلها.", "ضع {a} أشياء ثم {b} أخرى.", "ابدأ من {a} وعُدّ {b} مرات إلى الأمام."]}, "representations": [{"kind": "dots", "counts": ["=a", "=b"], "frame": 0, "shape": "dot", "alt": {"en": "One group of {a} dots and one group of {b} dots", "es": "Un grupo de {a} puntos y un grupo de {b} puntos", "ar": "مجموعة من {a} نقاط ومجموعة من {b} نقاط"}}, {"kind": "number_line", "from": "=0", "to": "=12", "step": "=1", "marks": [{"at": "=a", "label": "{a}"}], "jumps": [{"from": "=a", "to": "=a+b", "label": "+ {b}"}], "alt": {"en": "A number line from 0 to 12 with a jump of {b} from {a}", "es": "Una recta de 0 a 12 con un salto de {b} desde {a}", "ar": "خط أعداد من 0 إلى 12 عليه قفزة مقدارها {b} من {a}"}}], "interests": {"soccer": {"thing": {"en": "soccer cards", "es": "tarjetas de fútbol", "ar": "بطاقات كرة القدم"}}, "animals": {"thing": {"en": "snails", "es": "caracoles", "ar": "الحلزونات"}}, "space": {"thing": {"en": "space stickers", "es": "pegatinas del espacio", "ar": "ملصقات الفضاء"}}}, "access": {"accessMode": ["textual"], "accessModeSufficient": [["textual"]], "accessibilityFeature": ["alternativeText", "displayTransformability", "readingOrder", "unlocked"], "accessibilityHazard": ["none"], "accessibilityControl": ["fullKeyboardControl", "fullSwitchControl", "fullTouchControl", "fullVoiceControl"]}, "languages": ["en", "es", "ar"], "unreviewed": ["ar"], "author": "Trellis sample library", "license": "CC-BY-4.0"}','CC-BY-4.0','k-add-story');
INSERT INTO item VALUES(X'df4037e7a828820b8db77733557f5cfb',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014979054,NULL,1795339014979054,NULL,NULL,0,'k-take-away-story',NULL,NULL,'numeric',2,'computation','{"id": "k-take-away-story", "competency": "K.OA.A.2", "grade": "K", "kind": "numeric", "rigor": 2, "minutes": 2, "construct": "computation", "not_with": ["calculator-on-screen"], "params": [{"name": "who", "words": [{"en": "Amira", "es": "Amira", "ar": "أميرة"}, {"en": "Diego", "es": "Diego", "ar": "دييغو"}, {"en": "Mai", "es": "Mai", "ar": "ماي"}, {"en": "Kofi", "es": "Kofi", "ar": "كوفي"}, {"en": "Lucía", "es": "Lucía", "ar": "لوسيا"}, {"en": "Noor", "es": "Noor", "ar": "نور"}, {"en": "Wei", "es": "Wei", "ar": "وي"}, {"en": "Hodan", "es": "Hodan", "ar": "هودان"}, {"en": "Sam", "es": "Sam", "ar": "سام"}, {"en": "Elena", "es": "Elena", "ar": "إيلينا"}]}, {"name": "a", "int": [5, 10]}, {"name": "b", "int": [1, 4]}, {"name": "thing", "text": {"en": "crackers", "es": "galletas", "ar": "قطع البسكويت"}}], "where": ["a-b!=b", "a-b+1!=b"], "stem": {"en": "{who} has {a} {thing}. {who} gives {b} away. How many {thing} are left?", "es": "{who} tiene {a} {thing}. Regala {b}. ¿Cuál es el número de {thing} que queda?", "ar": "لدى {who} {a} من {thing}. أُخذ منها {b}. كم يبقى؟"}, "answer": {"expr": "a-b"}, "wrong": [{"expr": "a+b", "misconception": "add-for-subtract", "feedback": {"en": "You put the amounts together. Does the story put together, or take away or compare?", "es": "Juntaste las cantidades. ¿La historia junta, o quita o compara?", "ar": "جمعتَ الكميتين. هل تجمع القصة، أم تأخذ أو تقارن؟"}}, {"expr": "a-b+1", "misconception": "count-start-included", "feedback": {"en": "You counted the starting number as step one. The first step lands on the next number.", "es": "Contaste el número inicial como primer paso. El primer paso llega al número siguiente.", "ar": "عددتَ عدد البداية خطوةً أولى. الخطوة الأولى تصل إلى العدد التالي."}}, {"expr": "b", "misconception": "repeats-given-number", "feedback": {"en": "That number is in the question. What does the question ask you to find?", "es": "Ese número ya está en la pregunta. ¿Qué te pide encontrar?", "ar": "هذا العدد موجود في السؤال. ما المطلوب إيجاده؟"}}], "steps": {"en": ["Start with {a}.", "Take {b} away.", "{a-b} are left."], "es": ["Empieza con {a}.", "Quita {b}.", "Quedan {a-b}."], "ar": ["ابدأ بـ {a}.", "خذ منها {b}.", "يبقى {a-b}."]}, "hints": {"en": ["Will there be more or fewer at the end?", "Put out {a} things and move {b} away.", "Count back {b} from {a}."], "es": ["Al final, ¿habrá más o menos?", "Pon {a} objetos y aparta {b}.", "Cuenta {b} hacia atrás desde {a}."], "ar": ["هل يصبح العدد في النهاية أكبر أم أصغر؟", "ضع {a} أشياء وأبعد {b}.", "عُدّ {b} إلى الوراء من {a}."]}, "representations": [{"kind": "dots", "counts": ["=a"], "frame": 10, "shape": "dot", "alt": {"en": "A row of {a} dots; cross out {b}", "es": "Una fila de {a} puntos; tacha {b}", "ar": "صف فيه {a} نقاط؛ اشطب {b}"}}, {"kind": "number_line", "from": "=0", "to": "=10", "step": "=1", "marks": [{"at": "=a", "label": "{a}"}], "jumps": [{"from": "=a", "to": "=a-b", "label": "− {b}"}], "alt": {"en": "A number line from 0 to 10 with a jump back of {b} from {a}", "es": "Una recta de 0 a 10 con un salto de {b} hacia atrás desde {a}", "ar": "خط أعداد من 0 إلى 10 عليه قفزة إلى الوراء مقدارها {b} من {a}"}}], "interests": {"soccer": {"thing": {"en": "soccer balls", "es": "balones", "ar": "كرات القدم"}}, "art": {"thing": {"en": "crayons", "es": "crayones", "ar": "الأقلام الملونة"}}, "building": {"thing": {"en": "blocks", "es": "bloques", "ar": "المكعبات"}}}, "access": {"accessMode": ["textual"], "accessModeSufficient": [["textual"]], "accessibilityFeature": ["alternativeText", "displayTransformability", "readingOrder", "unlocked"], "accessibilityHazard": ["none"], "accessibilityControl": ["fullKeyboardControl", "fullSwitchControl", "fullTouchControl", "fullVoiceControl"]}, "languages": ["en", "es", "ar"], "unreviewed": ["ar"], "author": "Trellis sample library", "license": "CC-BY-4.0"}','CC-BY-4.0','k-take-away-story');
INSERT INTO item VALUES(X'67aab3f4320080f19c1133e4bbe23426',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014979321,NULL,1795339014979321,NULL,NULL,0,'k-make-ten',X'32e2349552e98717a3067d398899cc54',NULL,'numeric',1,'number-sense','{"id": "k-make-ten", "competency": "K.OA.A.4", "grade": "K", "kind": "numeric", "rigor": 1, "minutes": 2, "construct": "number-sense", "not_with": ["calculator-on-screen"], "params": [{"name": "n", "int": [1, 9]}], "stem": {"en": "{n} and how many more make 10?", "es": "¿Cuánto le falta a {n} para llegar a 10?", "ar": "كم نضيف إلى {n} لنصل إلى 10؟"}, "answer": {"expr": "10-n"}, "wrong": [{"expr": "11-n", "misconception": "count-start-included", "feedback": {"en": "You counted the starting number as step one. The first step lands on the next number.", "es": "Contaste el número inicial como primer paso. El primer paso llega al número siguiente.", "ar": "عددتَ عدد البداية خطوةً أولى. الخطوة الأولى تصل إلى العدد التالي."}}, {"expr": "10+n", "misconception": "add-for-subtract", "feedback": {"en": "You put 10 and {n} together. What goes with {n} to make 10?", "es": "Juntaste 10 y {n}. ¿Qué va con {n} para formar 10?", "ar": "جمعتَ 10 و{n}. ما الذي يكوّن مع {n} العدد 10؟"}}, {"expr": "9-n", "misconception": "count-one-less", "feedback": {"en": "That is one fewer than there are. Move each one aside as you count it.", "es": "Eso es uno menos de los que hay. Aparta cada uno al contarlo.", "ar": "هذا أقل بواحد. أبعد كل شيء وأنت تعدّه."}}], "steps": {"en": ["Fill a ten frame with {n} dots.", "Count the empty boxes: {10-n}.", "{n} and {10-n} make 10."], "es": ["Llena un marco de diez con {n} puntos.", "Cuenta las casillas vacías: {10-n}.", "{n} y {10-n} forman 10."], "ar": ["املأ إطار العشرة بـ {n} نقاط.", "عُدّ المربعات الفارغة: {10-n}.", "{n} و{10-n} يساويان 10."]}, "hints": {"en": ["Use ten fingers.", "Hold up {n} fingers. How many are down?"], "es": ["Usa tus diez dedos.", "Levanta {n} dedos. ¿Cuántos quedan abajo?"], "ar": ["استعمل أصابعك العشرة.", "ارفع {n} منها. كم إصبعًا بقي؟"]}, "representations": [{"kind": "dots", "counts": ["=n"], "frame": 10, "shape": "dot", "alt": {"en": "A ten frame with {n} boxes filled", "es": "Un marco de diez con {n} casillas llenas", "ar": "إطار عشرة مُلئ منه {n}"}}, {"kind": "bar", "bars": [{"label": {"en": "whole", "es": "entero", "ar": "الكل"}, "parts": [{"size": "=n", "label": "{n}", "shaded": true}, {"size": "=10-n", "label": "?", "shaded": false}]}], "alt": {"en": "A bar of 10 in two parts: {n} and an unknown part", "es": "Una barra de 10 en dos partes: {n} y una parte desconocida", "ar": "شريط قيمته 10 من جزأين: {n} وجزء مجهول"}}], "access": {"accessMode": ["textual"], "accessModeSufficient": [["textual"]], "accessibilityFeature": ["alternativeText", "displayTransformability", "readingOrder", "unlocked"], "accessibilityHazard": ["none"], "accessibilityControl": ["fullKeyboardControl", "fullSwitchControl", "fullTouchControl", "fullVoiceControl"]}, "languages": ["en", "es", "ar"], "unreviewed": ["ar"], "author": "Trellis sample library", "license": "CC-BY-4.0"}','CC-BY-4.0','k-make-ten');
INSERT INTO item VALUES(X'b78c2b7c53c18d7bb5b0680dcf107d63',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014979537,NULL,1795339014979537,NULL,NULL,0,'k-teen-numbers',NULL,NULL,'numeric',1,'number-sense','{"id": "k-teen-numbers", "competency": "K.NBT.A.1", "grade": "K", "kind": "numeric", "rigor": 1, "minutes": 2, "construct": "number-sense", "not_with": ["calculator-on-screen"], "params": [{"name": "k", "int": [1, 9]}], "stem": {"en": "{10+k} is ten ones and how many more ones?", "es": "{10+k} son diez unidades, ¿y cuántas unidades más?", "ar": "{10+k} هو عشرة آحاد، وكم من الآحاد أيضًا؟"}, "answer": {"expr": "k"}, "wrong": [{"expr": "10+k", "misconception": "repeats-given-number", "feedback": {"en": "That number is in the question. What does the question ask you to find?", "es": "Ese número ya está en la pregunta. ¿Qué te pide encontrar?", "ar": "هذا العدد موجود في السؤال. ما المطلوب إيجاده؟"}}, {"expr": "k+1", "misconception": "count-one-more", "feedback": {"en": "That is one more than there are. Touch each one once as you count.", "es": "Eso es uno más de los que hay. Toca cada uno una sola vez al contar.", "ar": "هذا أكثر بواحد. المس كل شيء مرة واحدة وأنت تعدّ."}}, {"expr": "1", "when": "k!=1", "misconception": "place-value-as-digit", "feedback": {"en": "Think about where that digit sits. A 4 in the tens place is worth 40.", "es": "Piensa en el lugar de ese dígito. Un 4 en las decenas vale 40.", "ar": "فكّر في منزلة هذا الرقم. الرقم 4 في العشرات قيمته 40."}}], "steps": {"en": ["Make one full ten.", "Count on from ten until {10+k}.", "That is {k} more."], "es": ["Forma una decena completa.", "Cuenta desde diez hasta {10+k}.", "Son {k} más."], "ar": ["كوّن عشرة كاملة.", "عُدّ من عشرة إلى {10+k}.", "هذه {k} أخرى."]}, "hints": {"en": ["Fill one ten frame first.", "Count on from 10: 11, 12, …"], "es": ["Primero llena un marco de diez.", "Cuenta desde 10: 11, 12, …"], "ar": ["املأ إطار عشرة أولًا.", "عُدّ بعد 10: 11، 12، …"]}, "representations": [{"kind": "dots", "counts": ["=10", "=k"], "frame": 10, "shape": "dot", "alt": {"en": "A full ten frame and a second frame with {k} dots", "es": "Un marco de diez lleno y otro con {k} puntos", "ar": "إطار عشرة ممتلئ وإطار آخر فيه {k} نقاط"}}, {"kind": "blocks", "hundreds": "=0", "tens": "=1", "ones": "=k", "alt": {"en": "One ten rod and {k} ones", "es": "Una barra de diez y {k} unidades", "ar": "قضيب عشرة واحد و{k} من الآحاد"}}], "access": {"accessMode": ["textual"], "accessModeSufficient": [["textual"]], "accessibilityFeature": ["alternativeText", "displayTransformability", "readingOrder", "unlocked"], "accessibilityHazard": ["none"], "accessibilityControl": ["fullKeyboardControl", "fullSwitchControl", "fullTouchControl", "fullVoiceControl"]}, "languages": ["en", "es", "ar"], "unreviewed": ["ar"], "author": "Trellis sample library", "license": "CC-BY-4.0"}','CC-BY-4.0','k-teen-numbers');
INSERT INTO item VALUES(X'bfdab60574568bc7834d575faa27becb',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014979783,NULL,1795339014979783,NULL,NULL,0,'k-name-shape',NULL,NULL,'choice',1,'reasoning','{"id": "k-name-shape", "competency": "K.G.A.2", "grade": "K", "kind": "choice", "rigor": 1, "minutes": 2, "construct": "reasoning", "not_with": [], "params": [{"name": "s", "set": [3, 4, 6]}], "stem": {"en": "A shape has {s} straight sides that are all the same length, and {s} corners. What is it called?", "es": "Una figura tiene {s} lados rectos iguales y {s} esquinas. ¿Cómo se llama?", "ar": "شكل له {s} أضلاع مستقيمة متساوية الطول و{s} زوايا. ما اسمه؟"}, "answer": {"text": {"en": "{s:form polygon}", "es": "{s:form polygon}", "ar": "{s:form polygon}"}}, "wrong": [{"text": {"en": "{when(s==3,4,3):form polygon}", "es": "{when(s==3,4,3):form polygon}", "ar": "{when(s==3,4,3):form polygon}"}, "misconception": "shape-by-look", "feedback": {"en": "Count the sides and the corners. Turning a shape does not change its name.", "es": "Cuenta los lados y las esquinas. Girar una figura no cambia su nombre.", "ar": "عُدّ الأضلاع والزوايا. تدوير الشكل لا يغيّر اسمه."}}, {"text": {"en": "{when(s==6,4,6):form polygon}", "es": "{when(s==6,4,6):form polygon}", "ar": "{when(s==6,4,6):form polygon}"}, "when": "s!=4", "misconception": "shape-by-look", "feedback": {"en": "Count the sides and the corners. Turning a shape does not change its name.", "es": "Cuenta los lados y las esquinas. Girar una figura no cambia su nombre.", "ar": "عُدّ الأضلاع والزوايا. تدوير الشكل لا يغيّر اسمه."}}, {"text": {"en": "{6:form polygon}", "es": "{6:form polygon}", "ar": "{6:form polygon}"}, "when": "s==4", "misconception": "shape-by-look", "feedback": {"en": "Count the sides and the corners. Turning a shape does not change its name.", "es": "Cuenta los lados y las esquinas. Girar una figura no cambia su nombre.", "ar": "عُدّ الأضلاع والزوايا. تدوير الشكل لا يغيّر اسمه."}}, {"text": {"en": "circle", "es": "círculo", "ar": "دائرة"}, "misconception": "shape-by-look", "feedback": {"en": "Count the sides and the corners. Turning a shape does not change its name.", "es": "Cuenta los lados y las esquinas. Girar una figura no cambia su nombre.", "ar": "عُدّ الأضلاع والزوايا. تدوير الشكل لا يغيّر اسمه."}}], "steps": {"en": ["Count the sides: {s}.", "Count the corners: {s}.", "A shape with {s} equal sides like this is a {s:form polygon}."], "es": ["Cuenta los lados: {s}.", "Cuenta las esquinas: {s}.", "Una figura así, con {s} lados iguales, se llama {s:form polygon}."], "ar": ["عُدّ الأضلاع: {s}.", "عُدّ الزوايا: {s}.", "الشكل الذي له {s} أضلاع متساوية كهذا هو {s:form polygon}."]}, "hints": {"en": ["Draw it in the air with your finger.", "How many sides does each shape in the list have?"], "es": ["Dibújala en el aire con el dedo.", "¿Cuántos lados tiene cada figura de la lista?"], "ar": ["ارسمه في الهواء بإصبعك.", "كم ضلعًا لكل شكل في القائمة؟"]}, "representations": [{"kind": "words", "text": {"en": "Lay out {s} sticks of the same length so that the ends touch.", "es": "Pon {s} palitos del mismo largo, con las puntas unidas.", "ar": "ضع {s} أعواد بالطول نفسه بحيث تتلامس أطرافها."}}], "access": {"accessMode": ["textual"], "accessModeSufficient": [["textual"]], "accessibilityFeature": ["alternativeText", "displayTransformability", "readingOrder", "unlocked"], "accessibilityHazard": ["none"], "accessibilityControl": ["fullKeyboardControl", "fullSwitchControl", "fullTouchControl", "fullVoiceControl"]}, "languages": ["en", "es", "ar"], "author": "Trellis sample library", "license": "CC-BY-4.0", "forms": {"polygon": {"3": {"en": "triangle", "es": "triángulo", "ar": "مثلث"}, "4": {"en": "square", "es": "cuadrado", "ar": "مربع"}, "6": {"en": "hexagon", "es": "hexágono", "ar": "سداسي"}}}, "unreviewed": ["ar"]}','CC-BY-4.0','k-name-shape');
INSERT INTO item VALUES(X'1edaa69dc94a81beb5d768872e332768',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014979922,NULL,1795339014979922,NULL,NULL,0,'k-order-numbers',NULL,NULL,'order',1,'counting','{"id": "k-order-numbers", "competency": "K.CC.A.2", "grade": "K", "kind": "order", "rigor": 1, "minutes": 2, "construct": "counting", "not_with": ["calculator-on-screen"], "params": [{"name": "n", "int": [4, 26]}], "stem": {"en": "Put the numbers in counting order. Start with the smallest.", "es": "Pon los números en el orden de contar. Empieza con el menor.", "ar": "رتّب الأعداد كما نعدّ. ابدأ بالأصغر."}, "wrong": [{"keys": ["-n", "-n-1", "-n-2", "-n-3"], "misconception": "comparison-reversed", "feedback": {"en": "The comparison is turned around. Say it aloud with words, then look again.", "es": "La comparación está al revés. Dila en palabras y mira otra vez.", "ar": "المقارنة معكوسة. قلها بالكلمات ثم انظر مرة أخرى."}}], "items": [{"expr": "n"}, {"expr": "n+1"}, {"expr": "n+2"}, {"expr": "n+3"}], "steps": {"en": ["The smallest is {n}.", "Count on: {n}, {n+1}, {n+2}, {n+3}."], "es": ["El menor es {n}.", "Cuenta: {n}, {n+1}, {n+2}, {n+3}."], "ar": ["الأصغر هو {n}.", "عُدّ: {n}، {n+1}، {n+2}، {n+3}."]}, "hints": {"en": ["Which number do you say first when you count?", "Say the numbers aloud from {n}."], "es": ["¿Qué número dices primero al contar?", "Di los números en voz alta desde {n}."], "ar": ["أي عدد تقوله أولًا عند العد؟", "قل الأعداد بصوت مسموع من {n}."]}, "representations": [{"kind": "number_line", "from": "=n-1", "to": "=n+4", "step": "=1", "marks": [], "jumps": [], "alt": {"en": "A number line from {n-1} to {n+4}", "es": "Una recta numérica de {n-1} a {n+4}", "ar": "خط أعداد من {n-1} إلى {n+4}"}}], "access": {"accessMode": ["textual"], "accessModeSufficient": [["textual"]], "accessibilityFeature": ["alternativeText", "displayTransformability", "readingOrder", "unlocked"], "accessibilityHazard": ["none"], "accessibilityControl": ["fullKeyboardControl", "fullSwitchControl", "fullTouchControl", "fullVoiceControl"]}, "languages": ["en", "es", "ar"], "unreviewed": ["ar"], "author": "Trellis sample library", "license": "CC-BY-4.0"}','CC-BY-4.0','k-order-numbers');
INSERT INTO item VALUES(X'5326541e565180c8acad1aa2112bae32',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014980265,NULL,1795339014980265,NULL,NULL,0,'g1-how-many-more',NULL,NULL,'numeric',2,'reasoning','{"id": "g1-how-many-more", "competency": "1.OA.A.1", "grade": "1", "kind": "numeric", "rigor": 2, "minutes": 2, "construct": "reasoning", "not_with": [], "params": [{"name": "a", "int": [9, 18]}, {"name": "b", "int": [3, 8]}, {"name": "thing", "text": {"en": "books", "es": "libros", "ar": "الكتب"}}], "where": ["a-b!=b"], "stem": {"en": "There are {a} {thing} on the shelf and {b} {thing} on the table. How many more {thing} are on the shelf?", "es": "Hay {a} {thing} en el estante y {b} {thing} en la mesa. ¿Cuántos {thing} más hay en el estante?", "ar": "على الرف {a} من {thing} وعلى الطاولة {b}. بكم يزيد ما على الرف؟"}, "answer": {"expr": "a-b"}, "wrong": [{"expr": "a+b", "misconception": "add-for-subtract", "feedback": {"en": "You put the amounts together. Does the story put together, or take away or compare?", "es": "Juntaste las cantidades. ¿La historia junta, o quita o compara?", "ar": "جمعتَ الكميتين. هل تجمع القصة، أم تأخذ أو تقارن؟"}}, {"expr": "a", "misconception": "repeats-given-number", "feedback": {"en": "That number is in the question. What does the question ask you to find?", "es": "Ese número ya está en la pregunta. ¿Qué te pide encontrar?", "ar": "هذا العدد موجود في السؤال. ما المطلوب إيجاده؟"}}, {"expr": "a-b+1", "misconception": "count-start-included", "feedback": {"en": "You counted the starting number as step one. The first step lands on the next number.", "es": "Contaste el número inicial como primer paso. El primer paso llega al número siguiente.", "ar": "عددتَ عدد البداية خطوةً أولى. الخطوة الأولى تصل إلى العدد التالي."}}], "steps": {"en": ["Match the two groups one to one.", "{b} have a partner.", "{a} − {b} = {a-b}, so there are {a-b} more."], "es": ["Empareja los dos grupos uno con uno.", "{b} tienen pareja.", "{a} − {b} = {a-b}, entonces hay {a-b} más."], "ar": ["قابل المجموعتين واحدًا بواحد.", "{b} منها لها شريك.", "{a} − {b} = {a-b}، إذن الزيادة {a-b}."]}, "hints": {"en": ["''How many more'' compares two groups.", "Draw two bars, one under the other.", "How far is it from {b} to {a}?"], "es": ["«Cuántos más» compara dos grupos.", "Dibuja dos barras, una debajo de la otra.", "¿Cuánto hay de {b} a {a}?"], "ar": ["«بكم يزيد» تقارن مجموعتين.", "ارسم شريطين أحدهما تحت الآخر.", "كم المسافة من {b} إلى {a}؟"]}, "representations": [{"kind": "bar", "bars": [{"label": {"en": "shelf", "es": "estante", "ar": "الرف"}, "parts": [{"size": "=a", "label": "{a}", "shaded": true}]}, {"label": {"en": "table", "es": "mesa", "ar": "الطاولة"}, "parts": [{"size": "=b", "label": "{b}", "shaded": true}, {"size": "=a-b", "label": "?", "shaded": false}]}], "alt": {"en": "Two bars: {a} above, {b} below; the gap between them is asked", "es": "Dos barras: {a} arriba, {b} abajo; se pide la diferencia", "ar": "شريطان: {a} في الأعلى و{b} في الأسفل، والمطلوب الفرق بينهما"}}, {"kind": "number_line", "from": "=0", "to": "=20", "step": "=1", "marks": [{"at": "=b", "label": "{b}"}, {"at": "=a", "label": "{a}"}], "jumps": [{"from": "=b", "to": "=a", "label": "?"}], "alt": {"en": "A number line from 0 to 20 with a jump from {b} to {a}", "es": "Una recta de 0 a 20 con un salto de {b} a {a}", "ar": "خط أعداد من 0 إلى 20 عليه قفزة من {b} إلى {a}"}}], "interests": {"music": {"thing": {"en": "drums", "es": "tambores", "ar": "الطبول"}}, "soccer": {"thing": {"en": "balls", "es": "balones", "ar": "الكرات"}}, "nature": {"thing": {"en": "pine cones", "es": "piñones", "ar": "أكواز الصنوبر"}}}, "access": {"accessMode": ["textual"], "accessModeSufficient": [["textual"]], "accessibilityFeature": ["alternativeText", "displayTransformability", "readingOrder", "unlocked"], "accessibilityHazard": ["none"], "accessibilityControl": ["fullKeyboardControl", "fullSwitchControl", "fullTouchControl", "fullVoiceControl"]}, "languages": ["en", "es", "ar"], "unreviewed": ["ar"], "author": "Trellis sample library", "license": "CC-BY-4.0"}','CC-BY-4.0','g1-how-many-more');
INSERT INTO item VALUES(X'793071418fa88c7c8ac62100685b215f',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014980501,NULL,1795339014980501,NULL,NULL,0,'g1-add-within-20',NULL,NULL,'numeric',1,'computation','{"id": "g1-add-within-20", "competency": "1.OA.C.6", "grade": "1", "kind": "numeric", "rigor": 1, "minutes": 2, "construct": "computation", "not_with": ["calculator-on-screen"], "params": [{"name": "a", "int": [6, 9]}, {"name": "b", "int": [4, 9]}], "where": ["a+b>=12", "abs(a-b)!=10"], "stem": {"en": "Find the sum. $${a}+{b}$$", "es": "Halla la suma. $${a}+{b}$$", "ar": "أوجد المجموع. $${a}+{b}$$"}, "answer": {"expr": "a+b"}, "wrong": [{"expr": "a+b-1", "misconception": "count-start-included", "feedback": {"en": "You counted the starting number as step one. The first step lands on the next number.", "es": "Contaste el número inicial como primer paso. El primer paso llega al número siguiente.", "ar": "عددتَ عدد البداية خطوةً أولى. الخطوة الأولى تصل إلى العدد التالي."}}, {"expr": "abs(a-b)", "when": "a!=b", "misconception": "subtract-for-add", "feedback": {"en": "You took one amount away. Does the story end with more or with less?", "es": "Quitaste una cantidad. ¿La historia termina con más o con menos?", "ar": "أخذتَ كمية من الأخرى. هل تنتهي القصة بأكثر أم بأقل؟"}}, {"expr": "10", "misconception": "one-step-only", "feedback": {"en": "You made ten. Now add what is left of {b}.", "es": "Formaste diez. Ahora suma lo que queda de {b}.", "ar": "كوّنتَ عشرة. الآن أضف ما بقي من {b}."}}], "steps": {"en": ["{a} needs {10-a} to make 10.", "Take {10-a} from {b}; {b-(10-a)} is left.", "10 and {a+b-10} make {a+b}."], "es": ["A {a} le faltan {10-a} para llegar a 10.", "Quita {10-a} a {b}; queda {b-(10-a)}.", "10 y {a+b-10} son {a+b}."], "ar": ["نضيف إلى {a} العدد {10-a} لنصل إلى 10.", "نأخذ {10-a} من {b}؛ يبقى {b-(10-a)}.", "10 و{a+b-10} يساويان {a+b}."]}, "hints": {"en": ["Can you make a ten first?", "How much does {a} need to reach 10?", "Break {b} into {10-a} and {b-(10-a)}."], "es": ["¿Puedes formar diez primero?", "¿Cuánto le falta a {a} para llegar a 10?", "Separa {b} en {10-a} y {b-(10-a)}."], "ar": ["هل يمكنك تكوين عشرة أولًا؟", "كم يحتاج {a} ليصل إلى 10؟", "قسّم {b} إلى {10-a} و{b-(10-a)}."]}, "representations": [{"kind": "dots", "counts": ["=a", "=b"], "frame": 10, "shape": "dot", "alt": {"en": "Two ten frames, with {a} and {b} dots", "es": "Dos marcos de diez, con {a} y {b} puntos", "ar": "إطاران من عشرة، فيهما {a} و{b} من النقاط"}}, {"kind": "number_line", "from": "=0", "to": "=20", "step": "=1", "marks": [{"at": "=a", "label": "{a}"}], "jumps": [{"from": "=a", "to": "=10", "label": "+ {10-a}"}, {"from": "=10", "to": "=a+b", "label": "+ {a+b-10}"}], "alt": {"en": "A number line from 0 to 20: a jump from {a} to 10, then a jump of {a+b-10}", "es": "Una recta de 0 a 20: un salto de {a} a 10 y otro de {a+b-10}", "ar": "خط أعداد من 0 إلى 20: قفزة من {a} إلى 10 ثم قفزة مقدارها {a+b-10}"}}], "access": {"accessMode": ["textual"], "accessModeSufficient": [["textual"]], "accessibilityFeature": ["alternativeText", "displayTransformability", "readingOrder", "unlocked", "MathML", "describedMath"], "accessibilityHazard": ["none"], "accessibilityControl": ["fullKeyboardControl", "fullSwitchControl", "fullTouchControl", "fullVoiceControl"]}, "languages": ["en", "es", "ar"], "unreviewed": ["ar"], "author": "Trellis sample library", "license": "CC-BY-4.0"}','CC-BY-4.0','g1-add-within-20');
INSERT INTO item VALUES(X'5f47e65e968c8e50a2ae86f34456f147',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014980714,NULL,1795339014980714,NULL,X'2ad7eb69adff8e45b95ebc6dc4aaac17',0,'g1-missing-number',NULL,NULL,'numeric',2,'reasoning','{"id": "g1-missing-number", "competency": "1.OA.D.8", "grade": "1", "kind": "numeric", "rigor": 2, "minutes": 2, "construct": "reasoning", "not_with": [], "params": [{"name": "a", "int": [2, 9]}, {"name": "b", "int": [2, 9]}], "where": ["b!=a+b", "b+1!=a+b"], "stem": {"en": "What number makes it true? $${a}+?={a+b}$$", "es": "¿Qué número lo hace verdadero? $${a}+?={a+b}$$", "ar": "ما العدد الذي يجعلها صحيحة؟ $${a}+?={a+b}$$"}, "answer": {"expr": "b"}, "wrong": [{"expr": "a+a+b", "misconception": "equal-sign-do-it", "feedback": {"en": "The equal sign means both sides are worth the same. Find what each side is worth.", "es": "El signo igual dice que los dos lados valen lo mismo. Halla cuánto vale cada lado.", "ar": "علامة المساواة تعني أن الطرفين لهما القيمة نفسها. أوجد قيمة كل طرف."}}, {"expr": "a+b", "misconception": "repeats-given-number", "feedback": {"en": "That number is in the question. What does the question ask you to find?", "es": "Ese número ya está en la pregunta. ¿Qué te pide encontrar?", "ar": "هذا العدد موجود في السؤال. ما المطلوب إيجاده؟"}}, {"expr": "b+1", "misconception": "count-start-included", "feedback": {"en": "You counted the starting number as step one. The first step lands on the next number.", "es": "Contaste el número inicial como primer paso. El primer paso llega al número siguiente.", "ar": "عددتَ عدد البداية خطوةً أولى. الخطوة الأولى تصل إلى العدد التالي."}}], "steps": {"en": ["Both sides must be worth {a+b}.", "{a} is there already.", "Count from {a} to {a+b}: {b}."], "es": ["Los dos lados deben valer {a+b}.", "Ya hay {a}.", "Cuenta de {a} a {a+b}: {b}."], "ar": ["يجب أن يساوي الطرفان {a+b}.", "لدينا {a}.", "عُدّ من {a} إلى {a+b}: {b}."]}, "hints": {"en": ["The equal sign is a balance.", "How far is it from {a} to {a+b}?"], "es": ["El signo igual es una balanza.", "¿Cuánto hay de {a} a {a+b}?"], "ar": ["علامة المساواة ميزان.", "كم المسافة من {a} إلى {a+b}؟"]}, "representations": [{"kind": "bar", "bars": [{"label": {"en": "whole", "es": "entero", "ar": "الكل"}, "parts": [{"size": "=a+b", "label": "{a+b}", "shaded": true}]}, {"label": {"en": "parts", "es": "partes", "ar": "الأجزاء"}, "parts": [{"size": "=a", "label": "{a}", "shaded": true}, {"size": "=b", "label": "?", "shaded": false}]}], "alt": {"en": "A whole of {a+b} over two parts: {a} and an unknown part", "es": "Un entero de {a+b} sobre dos partes: {a} y una parte desconocida", "ar": "كل قيمته {a+b} فوق جزأين: {a} وجزء مجهول"}}], "access": {"accessMode": ["textual"], "accessModeSufficient": [["textual"]], "accessibilityFeature": ["alternativeText", "displayTransformability", "readingOrder", "unlocked", "MathML", "describedMath"], "accessibilityHazard": ["none"], "accessibilityControl": ["fullKeyboardControl", "fullSwitchControl", "fullTouchControl", "fullVoiceControl"]}, "languages": ["en", "es", "ar"], "unreviewed": ["ar"], "author": "Trellis sample library", "license": "CC-BY-4.0"}','CC-BY-4.0','g1-missing-number');
INSERT INTO item VALUES(X'fc12de3f17a883beab779b37f8776e30',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014980946,NULL,1795339014980946,NULL,NULL,0,'g1-true-equations',NULL,NULL,'choices',2,'reasoning','{"id": "g1-true-equations", "competency": "1.OA.D.7", "grade": "1", "kind": "choices", "rigor": 2, "minutes": 2, "construct": "reasoning", "not_with": [], "params": [{"name": "a", "int": [3, 9]}, {"name": "b", "int": [2, 7]}], "where": ["a!=b"], "stem": {"en": "Which are true? Choose all.", "es": "¿Cuáles son verdaderas? Elige todas.", "ar": "أي العبارات صحيحة؟ اختر كل الصحيح."}, "options": [{"text": {"en": "$${a}+{b}={b}+{a}$$", "es": "$${a}+{b}={b}+{a}$$", "ar": "$${a}+{b}={b}+{a}$$"}, "correct": true}, {"text": {"en": "$${a+b}={a}+{b}$$", "es": "$${a+b}={a}+{b}$$", "ar": "$${a+b}={a}+{b}$$"}, "correct": true}, {"text": {"en": "$${a}+{b}={a+b}+1$$", "es": "$${a}+{b}={a+b}+1$$", "ar": "$${a}+{b}={a+b}+1$$"}, "correct": false, "misconception": "equal-sign-do-it", "feedback": {"en": "The equal sign means both sides are worth the same. Find what each side is worth.", "es": "El signo igual dice que los dos lados valen lo mismo. Halla cuánto vale cada lado.", "ar": "علامة المساواة تعني أن الطرفين لهما القيمة نفسها. أوجد قيمة كل طرف."}}, {"text": {"en": "$${a+b}-{b}={b}$$", "es": "$${a+b}-{b}={b}$$", "ar": "$${a+b}-{b}={b}$$"}, "correct": false, "misconception": "repeats-given-number", "feedback": {"en": "Find what is left when {b} goes away from {a+b}.", "es": "Halla lo que queda al quitar {b} de {a+b}.", "ar": "أوجد ما يبقى عند أخذ {b} من {a+b}."}}], "steps": {"en": ["Find what each side is worth.", "{a} + {b} and {b} + {a} are both {a+b}.", "{a+b} + 1 is one too many, and {a+b} − {b} is {a}."], "es": ["Halla cuánto vale cada lado.", "{a} + {b} y {b} + {a} valen {a+b}.", "{a+b} + 1 es uno de más, y {a+b} − {b} es {a}."], "ar": ["أوجد قيمة كل طرف.", "{a} + {b} و{b} + {a} كلاهما {a+b}.", "{a+b} + 1 يزيد واحدًا، و{a+b} − {b} يساوي {a}."]}, "hints": {"en": ["True means both sides are worth the same.", "Work out the left side, then the right side."], "es": ["Verdadera: los dos lados valen lo mismo.", "Calcula el lado izquierdo y luego el derecho."], "ar": ["الصحيح أن يتساوى الطرفان.", "احسب الطرف الأيسر ثم الأيمن."]}, "representations": [{"kind": "words", "text": {"en": "Use a balance: put {a} and {b} cubes on one side and see what keeps it level.", "es": "Usa una balanza: pon {a} y {b} cubos en un lado y mira qué la mantiene nivelada.", "ar": "استعمل ميزانًا: ضع في كفة {a} و{b} من المكعبات وانظر ما يبقيه متوازنًا."}}], "access": {"accessMode": ["textual"], "accessModeSufficient": [["textual"]], "accessibilityFeature": ["alternativeText", "displayTransformability", "readingOrder", "unlocked", "MathML", "describedMath"], "accessibilityHazard": ["none"], "accessibilityControl": ["fullKeyboardControl", "fullSwitchControl", "fullTouchControl", "fullVoiceControl"]}, "languages": ["en", "es", "ar"], "unreviewed": ["ar"], "author": "Trellis sample library", "license": "CC-BY-4.0"}','CC-BY-4.0','g1-true-equations');
INSERT INTO item VALUES(X'0aef5d24b55e86dab3cdaeb6943d5552',X'01a2028b446e75f9b95c7250712d9f64',1,1795339014981175,NULL,1795339014981175,NULL,NULL,0,'g1-tens-and-ones',NULL,NULL,'numeric',1,'number-sense','{"id": "g1-tens-and-ones", "competency": "1.NBT.B.2", "grade": "1", "kind": "numeric", "rigor": 1, "minutes": 2, "construct": "number-sense", "not_with": ["calculator-on-screen"], "params": [{"name": "t", "int": [2, 9]}, {"name": "u", "int": [1, 9]}], "where": ["t!=u"], "stem": {"en": "There are {t} tens and {u} ones. What number is it?", "es": "Hay {t} decenas y {u} unidades. ¿Qué número es?", "ar": "عشرات: {t}، آحاد: {u}. ما العدد؟"}, "answer": {"expr": "10*t+u"}, "wrong": [{"expr": "10*u+t", "misconception": "tens-ones-swapped", "feedback": {"en": "The tens and the ones changed places. The digit on the left counts tens.", "es": "Las decenas y las unidades cambiaron de lugar. El dígito de la izquierda cuenta decenas.", "ar": "تبادلت العشرات والآحاد مكانيهما. الرقم الذي إلى اليسار يعدّ العشرات."}}, {"expr": "t+u", "misconception": "place-value-as-digit", "feedback": {"en": "Think about where that digit sits. A 4 in the tens place is worth 40.", "es": "Piensa en el lugar de ese dígito. Un 4 en las decenas vale 40.", "ar": "فكّر في منزلة هذا الرقم. الرقم 4 في العشرات قيمته 40."}}], "steps": {"en": ["{t} tens are {10*t}.", "Add {u} ones.", "{10*t} and {u} make {10*t+u}."], "es": ["{t} decenas son {10*t}.", "Suma {u} unidades.", "{10*t} y {u} son {10*t+u}."], "ar": ["{t} عشرات تساوي {10*t}.", "أضف {u} آحاد.", "{10*t} و{u} يساويان {10*t+u}."]}, "hints": {"en": ["Count the tens first: ten, twenty, …", "{t} tens are {10*t}. Now count on {u}."], "es": ["Cuenta primero las decenas: diez, veinte, …", "{t} decenas son {10*t}. Ahora cuenta {u} más."], "ar": ["عُدّ العشرات أولًا: عشرة، عشرون، …", "{t} عشرات هي {10*t}. الآن عُدّ {u} أخرى."]}, "representations": [{"kind": "blocks", "hundreds": "=0", "tens": "=t", "ones": "=u", "alt": {"en": "{t} ten rods and {u} ones", "es": "{t} barras de diez y {u} unidades", "ar": "عدد قضبان العشرة {t} وعدد الآحاد {u}"}}, {"kind": "table", "head": [{"en": "tens", "es": "decenas", "ar": "عشرات"}, {"en": "ones", "es": "unidades", "ar": "آحاد"}], "rows": [["{t}", "{u}"]], "alt": {"en": "A table: tens {t}, ones {u}", "es": "Una tabla: decenas {t}, unidades {u}", "ar": "جدول: عشرات {t}، آحاد {u}"}}], "access": {"accessMode": ["textual"], "accessModeSufficient": [["textual"]], "accessibilityFeature": ["alternativeText", "displayTransformability", "readingOrder", "unlocked"], "accessibilityHazard": ["none"], "accessibilityControl": ["fullKeyboardControl", "fullSwitchControl", "fullTouchControl", "fullVoiceControl"]}, "languages": ["en", "es", "ar"], "unreviewed": ["ar"], "author": "Trellis sample library", "license": "CC-BY-4.0"}','CC-BY-4.0','g1-tens-and-ones');
CREATE TABLE item_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	resource blob,
	position integer,
	title text,
	competency blob,
	skill text,
	kind text,
	rigor integer,
	construct text,
	model text,
	licence text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE rubric (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text not null,
	resource blob,
	competency blob,
	ways text,
	source_id text
) strict;
CREATE TABLE rubric_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text,
	resource blob,
	competency blob,
	ways text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE criterion (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	rubric blob not null,
	position integer,
	name text not null,
	level_1 text not null,
	level_2 text not null,
	level_3 text not null,
	level_4 text not null
) strict;
CREATE TABLE criterion_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	rubric blob,
	position integer,
	name text,
	level_1 text,
	level_2 text,
	level_3 text,
	level_4 text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE profile (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	strengths text,
	achievements text,
	interests text,
	personality text,
	aspirations text,
	careers text,
	culture text,
	culture_seen integer,
	languages text,
	work_ways text,
	best_time text,
	workspace text,
	needs text,
	skills text,
	teachers_know text,
	show_at_conference text
, identity text) strict;
INSERT INTO profile VALUES(X'72ad2b05762182f3b7ac08852961be5c',X'01a2028b446e75f9b95c7250712d9f64',2,1795339016015697,NULL,1795339016015796,NULL,'complete',X'1d980ff7c7ed899e99c91aadca1a9a3c','I listen well to a partner. I read maps and find the way.',NULL,'I like making short films and stories about space.',NULL,'I want to help animals when I am grown.',NULL,NULL,0,'Español','pair screen','late','A quiet corner, standing.','Sitting still is hard. Standing or a short walk helps.','I am learning to explain my thinking.','I like to know what comes next.',NULL,NULL);
INSERT INTO profile VALUES(X'47842894e9b28252b9c250ab115df8ff',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016016088,NULL,1795339016016088,NULL,'draft',X'3b5d2ca5001385afb03af3f30a510ae3',NULL,NULL,'I like caring for my cat and dinosaurs and fossils.',NULL,'I want to help animals when I am grown.',NULL,NULL,0,'English','group','early','A table near the window.','Writing by hand takes me long. Typing or telling helps.','I am learning to explain my thinking.','Please tell me when I do well, quietly.',NULL,NULL);
INSERT INTO profile VALUES(X'690e13aa7c8e81b28ff80a35744e0088',X'01a2028b446e75f9b95c7250712d9f64',2,1795339016073876,NULL,1795339016073985,NULL,'complete',X'1d22e5d27caf8ebbab4e16b08d4d3a23','I make people laugh and feel welcome. I keep trying when something is hard.',NULL,'I like chess and fixing bikes.',NULL,'I want to learn to fly a plane.','Marine scientist',NULL,0,'Español','pair screen','early','A table near the window.','I am shy to speak in front of everyone. A small group helps.','I am learning to explain my thinking.','I work best after I have moved a little.',NULL,NULL);
INSERT INTO profile VALUES(X'd4c0a12c77ee882aba610ed3f138e754',X'01a2028b446e75f9b95c7250712d9f64',2,1795339016074713,NULL,1795339016074785,NULL,'complete',X'0ff28f5bd825891ab5007f2d6f64842b','I ask good questions. I notice small things that others miss.',NULL,'I like chess and playing the guitar.',NULL,'I want to learn to fly a plane.','Game designer',NULL,0,'Español','pair screen','late','A table near the window.','Noise makes it hard for me to read. A quiet place helps.','I am learning to explain my thinking.','I like to know what comes next.',NULL,NULL);
CREATE TABLE profile_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	strengths text,
	achievements text,
	interests text,
	personality text,
	aspirations text,
	careers text,
	culture text,
	culture_seen integer,
	languages text,
	work_ways text,
	best_time text,
	workspace text,
	needs text,
	skills text,
	teachers_know text,
	show_at_conference text,
	change text not null,
	changed_at integer not null,
	changed_by blob, identity text,
	primary key (id, version)
) strict;
INSERT INTO profile_history VALUES(X'72ad2b05762182f3b7ac08852961be5c',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016015697,NULL,1795339016015697,NULL,'draft',X'1d980ff7c7ed899e99c91aadca1a9a3c','I listen well to a partner. I read maps and find the way.',NULL,'I like making short films and stories about space.',NULL,'I want to help animals when I am grown.',NULL,NULL,0,'Español','pair screen','late','A quiet corner, standing.','Sitting still is hard. Standing or a short walk helps.','I am learning to explain my thinking.','I like to know what comes next.',NULL,'move',1795339016015796,NULL,NULL);
INSERT INTO profile_history VALUES(X'690e13aa7c8e81b28ff80a35744e0088',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016073876,NULL,1795339016073876,NULL,'draft',X'1d22e5d27caf8ebbab4e16b08d4d3a23','I make people laugh and feel welcome. I keep trying when something is hard.',NULL,'I like chess and fixing bikes.',NULL,'I want to learn to fly a plane.','Marine scientist',NULL,0,'Español','pair screen','early','A table near the window.','I am shy to speak in front of everyone. A small group helps.','I am learning to explain my thinking.','I work best after I have moved a little.',NULL,'move',1795339016073985,NULL,NULL);
INSERT INTO profile_history VALUES(X'd4c0a12c77ee882aba610ed3f138e754',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016074713,NULL,1795339016074713,NULL,'draft',X'0ff28f5bd825891ab5007f2d6f64842b','I ask good questions. I notice small things that others miss.',NULL,'I like chess and playing the guitar.',NULL,'I want to learn to fly a plane.','Game designer',NULL,0,'Español','pair screen','late','A table near the window.','Noise makes it hard for me to read. A quiet place helps.','I am learning to explain my thinking.','I like to know what comes next.',NULL,'move',1795339016074785,NULL,NULL);
CREATE TABLE profile_domain (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	domain text not null,
	now text not null,
	next text
) strict;
CREATE TABLE profile_domain_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	domain text,
	now text,
	next text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE note (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	kind text not null,
	part text not null,
	record text,
	text text not null,
	language text,
	author_is text
) strict;
CREATE TABLE note_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	kind text,
	part text,
	record text,
	text text,
	language text,
	author_is text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE goal (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	text text not null,
	kind text,
	why text,
	next_step text not null,
	check_in text not null,
	competency blob,
	helper text,
	how_far text
) strict;
INSERT INTO goal VALUES(X'd8aca6ec677887ab86c5631ea158b334',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016015829,NULL,1795339016015829,NULL,'active',X'1d980ff7c7ed899e99c91aadca1a9a3c','I want to write stories people want to hear.','academic',NULL,'Write one page and read it to a friend.','2026-12-04',NULL,NULL,NULL);
INSERT INTO goal VALUES(X'5f5af74470b28e42a54fbb4ae37d5c98',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016016165,NULL,1795339016016165,NULL,'active',X'3b5d2ca5001385afb03af3f30a510ae3','I want to ask for a break before I get upset.','selfAdvocacy',NULL,'Use my card when my hands get tight.','2026-12-11',NULL,NULL,'I did it twice so far.');
INSERT INTO goal VALUES(X'5f256c955cf58c5b8fccad8d671a8422',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016016232,NULL,1795339016016232,NULL,'active',X'3b5d2ca5001385afb03af3f30a510ae3','I want to speak up once in every math lesson.','selfAdvocacy',NULL,'Tell my partner my idea first, then the class.','2026-12-11',NULL,NULL,'I did it twice so far.');
INSERT INTO goal VALUES(X'78497f9511768cfca41b0e7bf5f801a5',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016074038,NULL,1795339016074038,NULL,'active',X'1d22e5d27caf8ebbab4e16b08d4d3a23','I want to help someone younger with reading.','social',NULL,'Ask Room 1 if I may read to them on Thursday.','2026-12-04',NULL,NULL,'I did it twice so far.');
INSERT INTO goal VALUES(X'b36077018667840084c0fa1a9812b791',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016074106,NULL,1795339016074106,NULL,'active',X'1d22e5d27caf8ebbab4e16b08d4d3a23','I want to know my times tables without counting.','academic',NULL,'Practise the sixes with cards, five minutes a day.','2026-12-04',NULL,NULL,'I did it twice so far.');
INSERT INTO goal VALUES(X'92781ca257f38981912173681ded5a32',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016074815,NULL,1795339016074815,NULL,'active',X'0ff28f5bd825891ab5007f2d6f64842b','I want to know my times tables without counting.','academic',NULL,'Practise the sixes with cards, five minutes a day.','2026-12-04',NULL,NULL,'I did it twice so far.');
CREATE TABLE goal_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	text text,
	kind text,
	why text,
	next_step text,
	check_in text,
	competency blob,
	helper text,
	how_far text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE need (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	term text not null,
	value text,
	source text not null,
	is_on integer,
	what_helped text
) strict;
INSERT INTO need VALUES(X'200153d7ba6b8efe983228382f9320b7',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016015989,NULL,1795339016015989,NULL,X'1d980ff7c7ed899e99c91aadca1a9a3c','reduced-motion',NULL,'learner',1,'My eyes are less tired.');
CREATE TABLE need_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	term text,
	value text,
	source text,
	is_on integer,
	what_helped text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE plan (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	title text not null,
	session blob,
	begin_on text not null,
	review_on text not null,
	learner_says text,
	family_hopes text,
	well_being text,
	drew_on text,
	minutes_spent integer
, personal text) strict;
INSERT INTO "plan" VALUES(X'888aa32b9915825285c79b6095bce97f',X'01a2028b446e75f9b95c7250712d9f64',2,1795339016102829,NULL,1795339016102857,NULL,'active',X'1d980ff7c7ed899e99c91aadca1a9a3c','My plan this year',X'c287b81a287f8ab6b47c3b82a4254999','2026-09-14','2026-12-14','I want to choose the order of my work myself.','Esperamos que lea con gusto en los dos idiomas.','A check-in with my adviser on Mondays.','academic interests career culture language',NULL,NULL);
INSERT INTO "plan" VALUES(X'420b4b77f7498813b6e29e5c631a75ae',X'01a2028b446e75f9b95c7250712d9f64',2,1795339016103255,NULL,1795339016103281,NULL,'active',X'3b5d2ca5001385afb03af3f30a510ae3','My plan this year',X'c287b81a287f8ab6b47c3b82a4254999','2026-09-14','2026-12-21','I want to choose the order of my work myself.','We hope school stays a place our child likes to go to.','A check-in with my adviser on Mondays.','academic interests supports',NULL,NULL);
INSERT INTO "plan" VALUES(X'141b42fe947b8ebc9599a241832bb924',X'01a2028b446e75f9b95c7250712d9f64',2,1795339016240658,NULL,1795339016240677,NULL,'active',X'1d22e5d27caf8ebbab4e16b08d4d3a23','My plan this year',X'c287b81a287f8ab6b47c3b82a4254999','2026-09-14','2026-12-14','I want to choose the order of my work myself.','Esperamos que lea con gusto en los dos idiomas.','A check-in with my adviser on Mondays.','academic interests supports',NULL,NULL);
INSERT INTO "plan" VALUES(X'69a81bf8204f8b0982efea93b28bfb0e',X'01a2028b446e75f9b95c7250712d9f64',2,1795339016264666,NULL,1795339016264705,NULL,'active',X'0ff28f5bd825891ab5007f2d6f64842b','My plan this year',X'c287b81a287f8ab6b47c3b82a4254999','2026-09-14','2027-01-04','I want to choose the order of my work myself.','Esperamos que lea con gusto en los dos idiomas.','A check-in with my adviser on Mondays.','academic interests career culture language',NULL,NULL);
CREATE TABLE plan_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	title text,
	session blob,
	begin_on text,
	review_on text,
	learner_says text,
	family_hopes text,
	well_being text,
	drew_on text,
	minutes_spent integer,
	change text not null,
	changed_at integer not null,
	changed_by blob, personal text,
	primary key (id, version)
) strict;
INSERT INTO plan_history VALUES(X'888aa32b9915825285c79b6095bce97f',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016102829,NULL,1795339016102829,NULL,'draft',X'1d980ff7c7ed899e99c91aadca1a9a3c','My plan this year',X'c287b81a287f8ab6b47c3b82a4254999','2026-09-14','2026-12-14','I want to choose the order of my work myself.','Esperamos que lea con gusto en los dos idiomas.','A check-in with my adviser on Mondays.','academic interests career culture language',NULL,'move',1795339016102857,NULL,NULL);
INSERT INTO plan_history VALUES(X'420b4b77f7498813b6e29e5c631a75ae',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016103255,NULL,1795339016103255,NULL,'draft',X'3b5d2ca5001385afb03af3f30a510ae3','My plan this year',X'c287b81a287f8ab6b47c3b82a4254999','2026-09-14','2026-12-21','I want to choose the order of my work myself.','We hope school stays a place our child likes to go to.','A check-in with my adviser on Mondays.','academic interests supports',NULL,'move',1795339016103281,NULL,NULL);
INSERT INTO plan_history VALUES(X'141b42fe947b8ebc9599a241832bb924',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016240658,NULL,1795339016240658,NULL,'draft',X'1d22e5d27caf8ebbab4e16b08d4d3a23','My plan this year',X'c287b81a287f8ab6b47c3b82a4254999','2026-09-14','2026-12-14','I want to choose the order of my work myself.','Esperamos que lea con gusto en los dos idiomas.','A check-in with my adviser on Mondays.','academic interests supports',NULL,'move',1795339016240677,NULL,NULL);
INSERT INTO plan_history VALUES(X'69a81bf8204f8b0982efea93b28bfb0e',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016264666,NULL,1795339016264666,NULL,'draft',X'0ff28f5bd825891ab5007f2d6f64842b','My plan this year',X'c287b81a287f8ab6b47c3b82a4254999','2026-09-14','2027-01-04','I want to choose the order of my work myself.','Esperamos que lea con gusto en los dos idiomas.','A check-in with my adviser on Mondays.','academic interests career culture language',NULL,'move',1795339016264705,NULL,NULL);
CREATE TABLE plan_line (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	plan blob,
	source text not null,
	kind text not null,
	text text not null,
	goal blob,
	competency blob,
	skill text,
	steps text,
	setting text,
	adult text,
	evidence text,
	term text,
	value text,
	context text,
	prohibited integer,
	frequency text,
	duration text,
	location text,
	minutes_week integer,
	begin_on text,
	end_on text,
	source_note text,
	source_id text
, requirement blob, version_on text, version_why text, domain text, subject text, baseline real, target real, grade_standard real, unit text, finish_on text, pace_reason text, pace_review_on text) strict;
INSERT INTO plan_line VALUES(X'9d980603dd9f8bdc93345f8ad45b173c',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016102901,NULL,1795339016102901,NULL,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'888aa32b9915825285c79b6095bce97f','plp','experience','A project on something I like, shown to another class.',NULL,NULL,'Explaining in order',replace('Choose a question.\nFind out with a partner.\nMake it.\nShow it.','\n',char(10)),'Class and library',NULL,'The project and how I explain it.',NULL,NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO plan_line VALUES(X'5e96293fa02a82a9b2595174ef5413c5',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016103118,NULL,1795339016103118,NULL,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'888aa32b9915825285c79b6095bce97f','plp','goal','Show how I solve a problem with a picture and a sentence.',X'd8aca6ec677887ab86c5631ea158b334',NULL,'Explaining mathematics',replace('Draw it.\nSay it to a partner.\nWrite it.','\n',char(10)),'Mathematics',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO plan_line VALUES(X'c76c9d4ee4b681b0accef5f86aeed64b',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016103337,NULL,1795339016103337,NULL,X'3b5d2ca5001385afb03af3f30a510ae3',X'420b4b77f7498813b6e29e5c631a75ae','plp','experience','A project on something I like, shown to another class.',NULL,NULL,'Explaining in order',replace('Choose a question.\nFind out with a partner.\nMake it.\nShow it.','\n',char(10)),'Class and library',NULL,'The project and how I explain it.',NULL,NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO plan_line VALUES(X'68e002b848558489981539d4bee648df',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016103467,NULL,1795339016103467,NULL,X'3b5d2ca5001385afb03af3f30a510ae3',X'420b4b77f7498813b6e29e5c631a75ae','plp','goal','Show how I solve a problem with a picture and a sentence.',X'5f5af74470b28e42a54fbb4ae37d5c98',NULL,'Explaining mathematics',replace('Draw it.\nSay it to a partner.\nWrite it.','\n',char(10)),'Mathematics',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO plan_line VALUES(X'2ed9ef0fb2228a6aa5a3a95a93259be9',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016240296,NULL,1795339016240296,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23',NULL,'el','support','Word help with pictures and plain words.',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'glossary-on-screen',NULL,NULL,0,NULL,NULL,NULL,0,'2026-08-31','2027-05-28','Sample plan of record, on paper',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO plan_line VALUES(X'd78365b6bea68c5b9c5d6791be8f48ad',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016240409,NULL,1795339016240409,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23',NULL,'el','support','Directions in both languages.',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'second-language','es',NULL,0,NULL,NULL,NULL,0,'2026-08-31','2027-05-28','Sample plan of record, on paper',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO plan_line VALUES(X'1ec5388f358b8b5fba9f846f977d598b',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016240534,NULL,1795339016240534,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23',NULL,'el','service','English language development with the specialist',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'5 times a week','30 minutes','in class',150,'2026-08-31','2027-05-28','Sample plan of record, on paper',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO plan_line VALUES(X'6a511b4446e68ebb98a27d114875a13e',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016240709,NULL,1795339016240709,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23',X'141b42fe947b8ebc9599a241832bb924','plp','experience','A project on something I like, shown to another class.',NULL,NULL,'Explaining in order',replace('Choose a question.\nFind out with a partner.\nMake it.\nShow it.','\n',char(10)),'Class and library',NULL,'The project and how I explain it.',NULL,NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO plan_line VALUES(X'7769f89bb1c88604bee34d57da48b168',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016240802,NULL,1795339016240802,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23',X'141b42fe947b8ebc9599a241832bb924','plp','goal','Show how I solve a problem with a picture and a sentence.',X'78497f9511768cfca41b0e7bf5f801a5',NULL,'Explaining mathematics',replace('Draw it.\nSay it to a partner.\nWrite it.','\n',char(10)),'Mathematics',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO plan_line VALUES(X'60d3c3315d268944a5e314701752802d',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016241146,NULL,1795339016241146,NULL,X'0ff28f5bd825891ab5007f2d6f64842b',NULL,'el','support','Word help with pictures and plain words.',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'glossary-on-screen',NULL,NULL,0,NULL,NULL,NULL,0,'2026-08-31','2027-05-28','Sample plan of record, on paper',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO plan_line VALUES(X'61c74f59ce1a8b40a14fcf4df27ca5a4',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016241231,NULL,1795339016241231,NULL,X'0ff28f5bd825891ab5007f2d6f64842b',NULL,'el','support','Directions in both languages.',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'second-language','es',NULL,0,NULL,NULL,NULL,0,'2026-08-31','2027-05-28','Sample plan of record, on paper',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO plan_line VALUES(X'7f0b97ec8cab827e9512fa536467a759',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016241314,NULL,1795339016241314,NULL,X'0ff28f5bd825891ab5007f2d6f64842b',NULL,'el','service','English language development with the specialist',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'5 times a week','30 minutes','in class',150,'2026-08-31','2027-05-28','Sample plan of record, on paper',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO plan_line VALUES(X'c29bfe98695a8c8587dc577ec741dffe',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016264765,NULL,1795339016264765,NULL,X'0ff28f5bd825891ab5007f2d6f64842b',X'69a81bf8204f8b0982efea93b28bfb0e','plp','experience','A project on something I like, shown to another class.',NULL,NULL,'Explaining in order',replace('Choose a question.\nFind out with a partner.\nMake it.\nShow it.','\n',char(10)),'Class and library',NULL,'The project and how I explain it.',NULL,NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO plan_line VALUES(X'a8741354c1378280b8ec8a33180ba7b4',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016264966,NULL,1795339016264966,NULL,X'0ff28f5bd825891ab5007f2d6f64842b',X'69a81bf8204f8b0982efea93b28bfb0e','plp','goal','Show how I solve a problem with a picture and a sentence.',X'92781ca257f38981912173681ded5a32',NULL,'Explaining mathematics',replace('Draw it.\nSay it to a partner.\nWrite it.','\n',char(10)),'Mathematics',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE plan_line_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	plan blob,
	source text,
	kind text,
	text text,
	goal blob,
	competency blob,
	skill text,
	steps text,
	setting text,
	adult text,
	evidence text,
	term text,
	value text,
	context text,
	prohibited integer,
	frequency text,
	duration text,
	location text,
	minutes_week integer,
	begin_on text,
	end_on text,
	source_note text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob, requirement blob, version_on text, version_why text, domain text, subject text, baseline real, target real, grade_standard real, unit text, finish_on text, pace_reason text, pace_review_on text,
	primary key (id, version)
) strict;
CREATE TABLE week_plan (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	monday text not null,
	class blob,
	message text,
	given_by blob,
	given_at integer,
	confirmed_at integer,
	confirmed_how text
) strict;
INSERT INTO week_plan VALUES(X'01a2028b592f7012929571adc740e148',X'01a2028b446e75f9b95c7250712d9f64',5,1795339016495368,NULL,1795339016496414,NULL,'confirmed',X'1d980ff7c7ed899e99c91aadca1a9a3c','2026-11-16',X'934d741bcd2a80f5982c893afb618351',NULL,NULL,1795339016496233,1795339016496374,'person');
INSERT INTO week_plan VALUES(X'01a2028b5930716a96786d0ff3dcf605',X'01a2028b446e75f9b95c7250712d9f64',5,1795339016496912,NULL,1795339016506094,NULL,'confirmed',X'1d980ff7c7ed899e99c91aadca1a9a3c','2026-11-23',X'934d741bcd2a80f5982c893afb618351',NULL,NULL,1795339016505899,1795339016506057,'person');
INSERT INTO week_plan VALUES(X'01a2028b593b75d788126603ae72e56b',X'01a2028b446e75f9b95c7250712d9f64',5,1795339016507317,NULL,1795339016508232,NULL,'confirmed',X'3b5d2ca5001385afb03af3f30a510ae3','2026-11-16',X'934d741bcd2a80f5982c893afb618351',NULL,NULL,1795339016508079,1795339016508192,'tap');
INSERT INTO week_plan VALUES(X'01a2028b593c76829e78c179a5004716',X'01a2028b446e75f9b95c7250712d9f64',3,1795339016508744,NULL,1795339016517295,NULL,'given',X'3b5d2ca5001385afb03af3f30a510ae3','2026-11-23',X'934d741bcd2a80f5982c893afb618351',NULL,NULL,1795339016517221,NULL,NULL);
INSERT INTO week_plan VALUES(X'01a2028b5cae7599afef54852ab66ecc',X'01a2028b446e75f9b95c7250712d9f64',5,1795339017390310,NULL,1795339017391293,NULL,'confirmed',X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-16',NULL,NULL,NULL,1795339017391154,1795339017391265,'tap');
INSERT INTO week_plan VALUES(X'01a2028b5caf70ab9a99c8bfbad53d8b',X'01a2028b446e75f9b95c7250712d9f64',3,1795339017391674,NULL,1795339017392244,NULL,'given',X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-23',NULL,NULL,NULL,1795339017392215,NULL,NULL);
INSERT INTO week_plan VALUES(X'01a2028b5d3e7507a9dec1644261dea3',X'01a2028b446e75f9b95c7250712d9f64',5,1795339017534301,NULL,1795339017535383,NULL,'confirmed',X'0ff28f5bd825891ab5007f2d6f64842b','2026-11-16',NULL,NULL,NULL,1795339017535195,1795339017535345,'tap');
INSERT INTO week_plan VALUES(X'01a2028b5d3f770b935b631d147b6723',X'01a2028b446e75f9b95c7250712d9f64',5,1795339017535794,NULL,1795339017536548,NULL,'confirmed',X'0ff28f5bd825891ab5007f2d6f64842b','2026-11-23',NULL,NULL,NULL,1795339017536418,1795339017536512,'tap');
CREATE TABLE week_plan_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	monday text,
	class blob,
	message text,
	given_by blob,
	given_at integer,
	confirmed_at integer,
	confirmed_how text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
INSERT INTO week_plan_history VALUES(X'01a2028b592f7012929571adc740e148',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016495368,NULL,1795339016495368,NULL,'draft',X'1d980ff7c7ed899e99c91aadca1a9a3c','2026-11-16',X'934d741bcd2a80f5982c893afb618351',NULL,NULL,NULL,NULL,NULL,'update',1795339016496250,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b592f7012929571adc740e148',X'01a2028b446e75f9b95c7250712d9f64',2,1795339016495368,NULL,1795339016496250,NULL,'draft',X'1d980ff7c7ed899e99c91aadca1a9a3c','2026-11-16',X'934d741bcd2a80f5982c893afb618351',NULL,NULL,1795339016496233,NULL,NULL,'move',1795339016496295,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b592f7012929571adc740e148',X'01a2028b446e75f9b95c7250712d9f64',3,1795339016495368,NULL,1795339016496295,NULL,'given',X'1d980ff7c7ed899e99c91aadca1a9a3c','2026-11-16',X'934d741bcd2a80f5982c893afb618351',NULL,NULL,1795339016496233,NULL,NULL,'update',1795339016496385,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b592f7012929571adc740e148',X'01a2028b446e75f9b95c7250712d9f64',4,1795339016495368,NULL,1795339016496385,NULL,'given',X'1d980ff7c7ed899e99c91aadca1a9a3c','2026-11-16',X'934d741bcd2a80f5982c893afb618351',NULL,NULL,1795339016496233,1795339016496374,'person','move',1795339016496414,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b5930716a96786d0ff3dcf605',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016496912,NULL,1795339016496912,NULL,'draft',X'1d980ff7c7ed899e99c91aadca1a9a3c','2026-11-23',X'934d741bcd2a80f5982c893afb618351',NULL,NULL,NULL,NULL,NULL,'update',1795339016505916,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b5930716a96786d0ff3dcf605',X'01a2028b446e75f9b95c7250712d9f64',2,1795339016496912,NULL,1795339016505916,NULL,'draft',X'1d980ff7c7ed899e99c91aadca1a9a3c','2026-11-23',X'934d741bcd2a80f5982c893afb618351',NULL,NULL,1795339016505899,NULL,NULL,'move',1795339016505964,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b5930716a96786d0ff3dcf605',X'01a2028b446e75f9b95c7250712d9f64',3,1795339016496912,NULL,1795339016505964,NULL,'given',X'1d980ff7c7ed899e99c91aadca1a9a3c','2026-11-23',X'934d741bcd2a80f5982c893afb618351',NULL,NULL,1795339016505899,NULL,NULL,'update',1795339016506069,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b5930716a96786d0ff3dcf605',X'01a2028b446e75f9b95c7250712d9f64',4,1795339016496912,NULL,1795339016506069,NULL,'given',X'1d980ff7c7ed899e99c91aadca1a9a3c','2026-11-23',X'934d741bcd2a80f5982c893afb618351',NULL,NULL,1795339016505899,1795339016506057,'person','move',1795339016506094,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b593b75d788126603ae72e56b',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016507317,NULL,1795339016507317,NULL,'draft',X'3b5d2ca5001385afb03af3f30a510ae3','2026-11-16',X'934d741bcd2a80f5982c893afb618351',NULL,NULL,NULL,NULL,NULL,'update',1795339016508093,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b593b75d788126603ae72e56b',X'01a2028b446e75f9b95c7250712d9f64',2,1795339016507317,NULL,1795339016508093,NULL,'draft',X'3b5d2ca5001385afb03af3f30a510ae3','2026-11-16',X'934d741bcd2a80f5982c893afb618351',NULL,NULL,1795339016508079,NULL,NULL,'move',1795339016508127,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b593b75d788126603ae72e56b',X'01a2028b446e75f9b95c7250712d9f64',3,1795339016507317,NULL,1795339016508127,NULL,'given',X'3b5d2ca5001385afb03af3f30a510ae3','2026-11-16',X'934d741bcd2a80f5982c893afb618351',NULL,NULL,1795339016508079,NULL,NULL,'update',1795339016508204,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b593b75d788126603ae72e56b',X'01a2028b446e75f9b95c7250712d9f64',4,1795339016507317,NULL,1795339016508204,NULL,'given',X'3b5d2ca5001385afb03af3f30a510ae3','2026-11-16',X'934d741bcd2a80f5982c893afb618351',NULL,NULL,1795339016508079,1795339016508192,'tap','move',1795339016508232,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b593c76829e78c179a5004716',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016508744,NULL,1795339016508744,NULL,'draft',X'3b5d2ca5001385afb03af3f30a510ae3','2026-11-23',X'934d741bcd2a80f5982c893afb618351',NULL,NULL,NULL,NULL,NULL,'update',1795339016517246,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b593c76829e78c179a5004716',X'01a2028b446e75f9b95c7250712d9f64',2,1795339016508744,NULL,1795339016517246,NULL,'draft',X'3b5d2ca5001385afb03af3f30a510ae3','2026-11-23',X'934d741bcd2a80f5982c893afb618351',NULL,NULL,1795339016517221,NULL,NULL,'move',1795339016517295,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b5cae7599afef54852ab66ecc',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017390310,NULL,1795339017390310,NULL,'draft',X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-16',NULL,NULL,NULL,NULL,NULL,NULL,'update',1795339017391168,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b5cae7599afef54852ab66ecc',X'01a2028b446e75f9b95c7250712d9f64',2,1795339017390310,NULL,1795339017391168,NULL,'draft',X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-16',NULL,NULL,NULL,1795339017391154,NULL,NULL,'move',1795339017391204,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b5cae7599afef54852ab66ecc',X'01a2028b446e75f9b95c7250712d9f64',3,1795339017390310,NULL,1795339017391204,NULL,'given',X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-16',NULL,NULL,NULL,1795339017391154,NULL,NULL,'update',1795339017391273,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b5cae7599afef54852ab66ecc',X'01a2028b446e75f9b95c7250712d9f64',4,1795339017390310,NULL,1795339017391273,NULL,'given',X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-16',NULL,NULL,NULL,1795339017391154,1795339017391265,'tap','move',1795339017391293,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b5caf70ab9a99c8bfbad53d8b',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017391674,NULL,1795339017391674,NULL,'draft',X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-23',NULL,NULL,NULL,NULL,NULL,NULL,'update',1795339017392223,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b5caf70ab9a99c8bfbad53d8b',X'01a2028b446e75f9b95c7250712d9f64',2,1795339017391674,NULL,1795339017392223,NULL,'draft',X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-23',NULL,NULL,NULL,1795339017392215,NULL,NULL,'move',1795339017392244,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b5d3e7507a9dec1644261dea3',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017534301,NULL,1795339017534301,NULL,'draft',X'0ff28f5bd825891ab5007f2d6f64842b','2026-11-16',NULL,NULL,NULL,NULL,NULL,NULL,'update',1795339017535211,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b5d3e7507a9dec1644261dea3',X'01a2028b446e75f9b95c7250712d9f64',2,1795339017534301,NULL,1795339017535211,NULL,'draft',X'0ff28f5bd825891ab5007f2d6f64842b','2026-11-16',NULL,NULL,NULL,1795339017535195,NULL,NULL,'move',1795339017535253,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b5d3e7507a9dec1644261dea3',X'01a2028b446e75f9b95c7250712d9f64',3,1795339017534301,NULL,1795339017535253,NULL,'given',X'0ff28f5bd825891ab5007f2d6f64842b','2026-11-16',NULL,NULL,NULL,1795339017535195,NULL,NULL,'update',1795339017535356,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b5d3e7507a9dec1644261dea3',X'01a2028b446e75f9b95c7250712d9f64',4,1795339017534301,NULL,1795339017535356,NULL,'given',X'0ff28f5bd825891ab5007f2d6f64842b','2026-11-16',NULL,NULL,NULL,1795339017535195,1795339017535345,'tap','move',1795339017535383,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b5d3f770b935b631d147b6723',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017535794,NULL,1795339017535794,NULL,'draft',X'0ff28f5bd825891ab5007f2d6f64842b','2026-11-23',NULL,NULL,NULL,NULL,NULL,NULL,'update',1795339017536429,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b5d3f770b935b631d147b6723',X'01a2028b446e75f9b95c7250712d9f64',2,1795339017535794,NULL,1795339017536429,NULL,'draft',X'0ff28f5bd825891ab5007f2d6f64842b','2026-11-23',NULL,NULL,NULL,1795339017536418,NULL,NULL,'move',1795339017536454,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b5d3f770b935b631d147b6723',X'01a2028b446e75f9b95c7250712d9f64',3,1795339017535794,NULL,1795339017536454,NULL,'given',X'0ff28f5bd825891ab5007f2d6f64842b','2026-11-23',NULL,NULL,NULL,1795339017536418,NULL,NULL,'update',1795339017536522,NULL);
INSERT INTO week_plan_history VALUES(X'01a2028b5d3f770b935b631d147b6723',X'01a2028b446e75f9b95c7250712d9f64',4,1795339017535794,NULL,1795339017536522,NULL,'given',X'0ff28f5bd825891ab5007f2d6f64842b','2026-11-23',NULL,NULL,NULL,1795339017536418,1795339017536512,'tap','move',1795339017536548,NULL);
CREATE TABLE week_item (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	week blob not null,
	day integer,
	position integer,
	title text not null,
	resource blob,
	item blob,
	competency blob,
	goal blob,
	mode text not null,
	minutes integer,
	done_looks_like text not null,
	why text,
	by_from text,
	by_until text,
	rigor integer,
	shared integer,
	kind text,
	seed integer,
	handed_at integer
, limit_minutes integer, started_at integer, after_lesson integer, how_wished text, break_from integer, break_taken integer) strict;
INSERT INTO week_item VALUES(X'2e190d28abf680aaa3bc29f67d55c0dc',X'01a2028b446e75f9b95c7250712d9f64',3,1795339016495486,NULL,1795339016496512,NULL,'handed',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b592f7012929571adc740e148',1,1,'I can find the missing number in a sum or a subtraction, like 7 + ? = 12.',X'2ad7eb69adff8e45b95ebc6dc4aaac17',NULL,NULL,NULL,'paper',20,'You answered each one and looked again at those that were not right yet.','Everybody in class works on this.','2026-11-16','2026-11-20',2,1,'class',3011,1795339016496437,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO week_item VALUES(X'e347dd7b5a3e8148a9e5ae1a48273f42',X'01a2028b446e75f9b95c7250712d9f64',3,1795339016495601,NULL,1795339016496607,NULL,'handed',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b592f7012929571adc740e148',3,1,'I can read and write the time at the hour and at half past, on any clock.',X'7f0efce54d99847bb3d045550a70ff5a',NULL,NULL,NULL,'paper',20,'You answered each one and looked again at those that were not right yet.','Everybody in class works on this.','2026-11-18','2026-11-20',1,1,'class',3031,1795339016496548,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO week_item VALUES(X'b173e047b2d787ec92c55f24be5d87b5',X'01a2028b446e75f9b95c7250712d9f64',3,1795339016495671,NULL,1795339016496696,NULL,'handed',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b592f7012929571adc740e148',5,1,'I can read and write the time at the hour and at half past, on any clock.',X'7f0efce54d99847bb3d045550a70ff5a',NULL,NULL,NULL,'paper',20,'You answered each one and looked again at those that were not right yet.','Everybody in class works on this.','2026-11-20','2026-11-20',1,1,'class',3051,1795339016496638,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO week_item VALUES(X'ea0742cdb2c482daa7d03788e0633c97',X'01a2028b446e75f9b95c7250712d9f64',3,1795339016495745,NULL,1795339016496784,NULL,'handed',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b592f7012929571adc740e148',2,1,'How Does a Bridge Stay Up?',X'83aeddf952418a77ae489bcf4e8621d7',NULL,X'14bcbd15b16c8be1a189eed7627ee0df',NULL,'paper',16,'You read all of it and answered the questions.','Everybody in class works on this.','2026-11-17','2026-11-20',2,1,'class',3021,1795339016496726,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO week_item VALUES(X'c4a56136f52a8cc4af5f56dce90c4eda',X'01a2028b446e75f9b95c7250712d9f64',3,1795339016495814,NULL,1795339016496872,NULL,'handed',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b592f7012929571adc740e148',4,1,'Masters of Hiding',X'04acbce81f7f8e65a7da6a69265e96b9',NULL,X'387da899917586169434ec7c4c3279cd',NULL,'paper',12,'You read all of it and answered the questions.','Everybody in class works on this.','2026-11-19','2026-11-20',2,1,'class',3041,1795339016496818,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO week_item VALUES(X'd429d0cc7b1c89ca883452b219bc2d1a',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016495883,NULL,1795339016495883,NULL,'planned',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b592f7012929571adc740e148',3,9,'Show and tell: something I made',NULL,NULL,NULL,NULL,'group',20,'You showed it in your own way and said what you found out.','It is work with others or away from the screen.','2026-11-18','2026-11-20',3,1,'enrichment',2285130418,NULL,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO week_item VALUES(X'4104bd719f37806bb4a8536050d31e6a',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016496103,NULL,1795339016496103,NULL,'planned',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b592f7012929571adc740e148',5,9,'Measure three things at home or outside',NULL,NULL,NULL,NULL,'handsOn',25,'You did it and can show or tell what happened.','It is work with others or away from the screen.','2026-11-20','2026-11-20',3,1,'enrichment',3030930272,NULL,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO week_item VALUES(X'6fc681f7e0c6872eb18ed7b5909fa2ce',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016496967,NULL,1795339016496967,NULL,'planned',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b5930716a96786d0ff3dcf605',1,1,'I can read and write the time at the hour and at half past, on any clock.',X'7f0efce54d99847bb3d045550a70ff5a',NULL,NULL,NULL,'paper',20,'You answered each one and looked again at those that were not right yet.','Everybody in class works on this.','2026-11-23','2026-11-27',1,1,'class',3011,NULL,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO week_item VALUES(X'4fec4eb8554881fbb59f16973a2fab4c',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016497061,NULL,1795339016497061,NULL,'planned',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b5930716a96786d0ff3dcf605',3,1,'I can read and write the time at the hour and at half past, on any clock.',X'7f0efce54d99847bb3d045550a70ff5a',NULL,NULL,NULL,'paper',20,'You answered each one and looked again at those that were not right yet.','Everybody in class works on this.','2026-11-25','2026-11-27',1,1,'class',3031,NULL,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO week_item VALUES(X'24f94d9914298183b2cb5d141294a881',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016497125,NULL,1795339016497125,NULL,'planned',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b5930716a96786d0ff3dcf605',5,1,'I can read and write the time at the hour and at half past, on any clock.',X'7f0efce54d99847bb3d045550a70ff5a',NULL,NULL,NULL,'paper',20,'You answered each one and looked again at those that were not right yet.','Everybody in class works on this.','2026-11-27','2026-11-27',1,1,'class',3051,NULL,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO week_item VALUES(X'5dbdabf27e0b802cb15f7a266ad72686',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016497188,NULL,1795339016497188,NULL,'planned',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b5930716a96786d0ff3dcf605',2,1,'Masters of Hiding',X'04acbce81f7f8e65a7da6a69265e96b9',NULL,X'387da899917586169434ec7c4c3279cd',NULL,'paper',12,'You read all of it and answered the questions.','Everybody in class works on this.','2026-11-24','2026-11-27',2,1,'class',3021,NULL,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO week_item VALUES(X'50d5323b1b658c4dae2445acbfc81985',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016497265,NULL,1795339016497265,NULL,'planned',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b5930716a96786d0ff3dcf605',4,1,'Masters of Hiding',X'04acbce81f7f8e65a7da6a69265e96b9',NULL,X'387da899917586169434ec7c4c3279cd',NULL,'paper',12,'You read all of it and answered the questions.','Everybody in class works on this.','2026-11-26','2026-11-27',2,1,'class',3041,NULL,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO week_item VALUES(X'52c0935161468474b7466a25114eedb0',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016505431,NULL,1795339016505431,NULL,'planned',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b5930716a96786d0ff3dcf605',3,9,'Show and tell: something I made',NULL,NULL,NULL,NULL,'group',20,'You showed it in your own way and said what you found out.','It is work with others or away from the screen.','2026-11-25','2026-11-27',3,1,'enrichment',3074845221,NULL,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO week_item VALUES(X'18bbaf6b188f8c7b9811f59b18209ea0',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016505777,NULL,1795339016505777,NULL,'planned',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b5930716a96786d0ff3dcf605',5,9,'Measure three things at home or outside',NULL,NULL,NULL,NULL,'handsOn',25,'You did it and can show or tell what happened.','It is work with others or away from the screen.','2026-11-27','2026-11-27',3,1,'enrichment',2551313819,NULL,NULL,NULL,0,NULL,NULL,NULL);
CREATE TABLE week_item_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	week blob,
	day integer,
	position integer,
	title text,
	resource blob,
	item blob,
	competency blob,
	goal blob,
	mode text,
	minutes integer,
	done_looks_like text,
	why text,
	by_from text,
	by_until text,
	rigor integer,
	shared integer,
	kind text,
	seed integer,
	handed_at integer,
	change text not null,
	changed_at integer not null,
	changed_by blob, limit_minutes integer, started_at integer, after_lesson integer, how_wished text, break_from integer, break_taken integer,
	primary key (id, version)
) strict;
INSERT INTO week_item_history VALUES(X'2e190d28abf680aaa3bc29f67d55c0dc',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016495486,NULL,1795339016495486,NULL,'planned',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b592f7012929571adc740e148',1,1,'I can find the missing number in a sum or a subtraction, like 7 + ? = 12.',X'2ad7eb69adff8e45b95ebc6dc4aaac17',NULL,NULL,NULL,'paper',20,'You answered each one and looked again at those that were not right yet.','Everybody in class works on this.','2026-11-16','2026-11-20',2,1,'class',3011,NULL,'update',1795339016496454,NULL,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO week_item_history VALUES(X'2e190d28abf680aaa3bc29f67d55c0dc',X'01a2028b446e75f9b95c7250712d9f64',2,1795339016495486,NULL,1795339016496454,NULL,'planned',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b592f7012929571adc740e148',1,1,'I can find the missing number in a sum or a subtraction, like 7 + ? = 12.',X'2ad7eb69adff8e45b95ebc6dc4aaac17',NULL,NULL,NULL,'paper',20,'You answered each one and looked again at those that were not right yet.','Everybody in class works on this.','2026-11-16','2026-11-20',2,1,'class',3011,1795339016496437,'move',1795339016496512,NULL,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO week_item_history VALUES(X'e347dd7b5a3e8148a9e5ae1a48273f42',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016495601,NULL,1795339016495601,NULL,'planned',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b592f7012929571adc740e148',3,1,'I can read and write the time at the hour and at half past, on any clock.',X'7f0efce54d99847bb3d045550a70ff5a',NULL,NULL,NULL,'paper',20,'You answered each one and looked again at those that were not right yet.','Everybody in class works on this.','2026-11-18','2026-11-20',1,1,'class',3031,NULL,'update',1795339016496562,NULL,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO week_item_history VALUES(X'e347dd7b5a3e8148a9e5ae1a48273f42',X'01a2028b446e75f9b95c7250712d9f64',2,1795339016495601,NULL,1795339016496562,NULL,'planned',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b592f7012929571adc740e148',3,1,'I can read and write the time at the hour and at half past, on any clock.',X'7f0efce54d99847bb3d045550a70ff5a',NULL,NULL,NULL,'paper',20,'You answered each one and looked again at those that were not right yet.','Everybody in class works on this.','2026-11-18','2026-11-20',1,1,'class',3031,1795339016496548,'move',1795339016496607,NULL,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO week_item_history VALUES(X'b173e047b2d787ec92c55f24be5d87b5',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016495671,NULL,1795339016495671,NULL,'planned',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b592f7012929571adc740e148',5,1,'I can read and write the time at the hour and at half past, on any clock.',X'7f0efce54d99847bb3d045550a70ff5a',NULL,NULL,NULL,'paper',20,'You answered each one and looked again at those that were not right yet.','Everybody in class works on this.','2026-11-20','2026-11-20',1,1,'class',3051,NULL,'update',1795339016496655,NULL,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO week_item_history VALUES(X'b173e047b2d787ec92c55f24be5d87b5',X'01a2028b446e75f9b95c7250712d9f64',2,1795339016495671,NULL,1795339016496655,NULL,'planned',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b592f7012929571adc740e148',5,1,'I can read and write the time at the hour and at half past, on any clock.',X'7f0efce54d99847bb3d045550a70ff5a',NULL,NULL,NULL,'paper',20,'You answered each one and looked again at those that were not right yet.','Everybody in class works on this.','2026-11-20','2026-11-20',1,1,'class',3051,1795339016496638,'move',1795339016496696,NULL,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO week_item_history VALUES(X'ea0742cdb2c482daa7d03788e0633c97',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016495745,NULL,1795339016495745,NULL,'planned',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b592f7012929571adc740e148',2,1,'How Does a Bridge Stay Up?',X'83aeddf952418a77ae489bcf4e8621d7',NULL,X'14bcbd15b16c8be1a189eed7627ee0df',NULL,'paper',16,'You read all of it and answered the questions.','Everybody in class works on this.','2026-11-17','2026-11-20',2,1,'class',3021,NULL,'update',1795339016496740,NULL,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO week_item_history VALUES(X'ea0742cdb2c482daa7d03788e0633c97',X'01a2028b446e75f9b95c7250712d9f64',2,1795339016495745,NULL,1795339016496740,NULL,'planned',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b592f7012929571adc740e148',2,1,'How Does a Bridge Stay Up?',X'83aeddf952418a77ae489bcf4e8621d7',NULL,X'14bcbd15b16c8be1a189eed7627ee0df',NULL,'paper',16,'You read all of it and answered the questions.','Everybody in class works on this.','2026-11-17','2026-11-20',2,1,'class',3021,1795339016496726,'move',1795339016496784,NULL,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO week_item_history VALUES(X'c4a56136f52a8cc4af5f56dce90c4eda',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016495814,NULL,1795339016495814,NULL,'planned',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b592f7012929571adc740e148',4,1,'Masters of Hiding',X'04acbce81f7f8e65a7da6a69265e96b9',NULL,X'387da899917586169434ec7c4c3279cd',NULL,'paper',12,'You read all of it and answered the questions.','Everybody in class works on this.','2026-11-19','2026-11-20',2,1,'class',3041,NULL,'update',1795339016496832,NULL,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO week_item_history VALUES(X'c4a56136f52a8cc4af5f56dce90c4eda',X'01a2028b446e75f9b95c7250712d9f64',2,1795339016495814,NULL,1795339016496832,NULL,'planned',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'01a2028b592f7012929571adc740e148',4,1,'Masters of Hiding',X'04acbce81f7f8e65a7da6a69265e96b9',NULL,X'387da899917586169434ec7c4c3279cd',NULL,'paper',12,'You read all of it and answered the questions.','Everybody in class works on this.','2026-11-19','2026-11-20',2,1,'class',3041,1795339016496818,'move',1795339016496872,NULL,NULL,NULL,0,NULL,NULL,NULL);
CREATE TABLE event (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	kind text not null,
	actor blob,
	competency blob,
	item blob,
	resource blob,
	week_item blob,
	happened_at integer not null,
	score real,
	quality real,
	level integer,
	rubric blob,
	way text,
	response text,
	misconception text,
	rigor integer,
	context text,
	minutes_screen real,
	minutes_alone real,
	minutes_peers real,
	minutes_adult real,
	minutes_group real,
	attachment blob,
	corrects blob,
	simulated integer
) strict;
INSERT INTO event VALUES(X'247a72fec211830bbf4de4891d192f8e',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018052393,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018052393,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1790621460000000,1.0,1.0,NULL,NULL,'','','',1,'paper',0.0,11.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'f1a1128e536e8913928e9768897da6a1',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018052436,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018052436,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1790786760000000,1.0,1.0,NULL,NULL,'','','',2,'paper',0.0,9.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'cfd2cb1dea5e8ce0935d757c535ecab0',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018052456,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018052456,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','check',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1790961420000000,1.0,1.0,NULL,NULL,'','','',3,'paper',0.0,4.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'd4e4aa9b5e9e8c3a8f3768fbc1b89e69',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018052499,X'411546013c2d83eb971ff96fd3529c23',1795339018052499,X'411546013c2d83eb971ff96fd3529c23',X'1d980ff7c7ed899e99c91aadca1a9a3c','observation',X'411546013c2d83eb971ff96fd3529c23',NULL,NULL,NULL,NULL,1791304080000000,1.0,1.0,NULL,NULL,'','','',2,'person',0.0,0.0,0.0,9.0,9.0,NULL,NULL,1);
INSERT INTO event VALUES(X'08fd186af99b8aeaa71fadbe564eeb5a',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018052518,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018052518,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1791474600000000,0.0,1.0,NULL,NULL,'','','',3,'paper',0.0,10.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'110bf3ea6f418cb6b393d81d41781a0d',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018052535,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018052535,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1791312420000000,1.0,1.0,NULL,NULL,'','','',1,'paper',0.0,9.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'738f953f724c8109aa2ae1914d45d2eb',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018052561,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018052561,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','check',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1791478440000000,1.0,1.0,NULL,NULL,'','','',2,'paper',0.0,12.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'dd135a92b8b785b697e54d321470bfeb',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018052583,X'411546013c2d83eb971ff96fd3529c23',1795339018052583,X'411546013c2d83eb971ff96fd3529c23',X'1d980ff7c7ed899e99c91aadca1a9a3c','observation',X'411546013c2d83eb971ff96fd3529c23',NULL,NULL,NULL,NULL,1791828780000000,1.0,1.0,NULL,NULL,'','','',1,'person',0.0,0.0,0.0,5.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'43c08b94885585ac881fe7e70b2bc4cd',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018052605,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018052605,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1791999780000000,0.0,1.0,NULL,NULL,'','','',2,'paper',0.0,4.0,0.0,0.0,4.0,NULL,NULL,1);
INSERT INTO event VALUES(X'4bb44256c16380b69492187ad9fd421d',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018052643,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018052643,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','check',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1791823320000000,0.0,1.0,NULL,NULL,'','','',1,'paper',0.0,12.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'cff808be8b42862d8699708ce217a338',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018052663,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018052663,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1792003740000000,1.0,1.0,NULL,NULL,'','','',2,'paper',0.0,8.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'814ef1f56d568107aca7c92265fb98aa',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018052681,X'411546013c2d83eb971ff96fd3529c23',1795339018052681,X'411546013c2d83eb971ff96fd3529c23',X'1d980ff7c7ed899e99c91aadca1a9a3c','observation',X'411546013c2d83eb971ff96fd3529c23',NULL,NULL,NULL,NULL,1792172340000000,1.0,1.0,NULL,NULL,'','','',3,'person',0.0,0.0,0.0,8.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'a6fadc583d88800eb41982242c0894bd',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018052701,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018052701,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','task',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1792518600000000,1.0,1.0,NULL,NULL,'','','',3,'paper',0.0,8.0,0.0,0.0,8.0,NULL,NULL,1);
INSERT INTO event VALUES(X'881eea691dc98ac9b1a8d2f5f93e8a3b',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018052721,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018052721,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1792514700000000,1.0,1.0,NULL,NULL,'','','',1,'paper',0.0,6.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'0fe1dfea1ee286e3882680bd2f4e0d2b',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018052745,X'411546013c2d83eb971ff96fd3529c23',1795339018052745,X'411546013c2d83eb971ff96fd3529c23',X'1d980ff7c7ed899e99c91aadca1a9a3c','observation',X'411546013c2d83eb971ff96fd3529c23',NULL,NULL,NULL,NULL,1792681740000000,1.0,1.0,NULL,NULL,'','','',2,'person',0.0,0.0,0.0,8.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'c2c1147aa0508afc8a563cf9025b5ba9',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018052763,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018052763,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','task',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1793031780000000,1.0,1.0,NULL,NULL,'','','',3,'paper',0.0,5.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'52e1a294d3548076b2126d5ba78d99d4',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018052777,X'411546013c2d83eb971ff96fd3529c23',1795339018052777,X'411546013c2d83eb971ff96fd3529c23',X'1d980ff7c7ed899e99c91aadca1a9a3c','conversation',X'411546013c2d83eb971ff96fd3529c23',NULL,NULL,NULL,NULL,1793205000000000,1.0,1.0,NULL,NULL,'','','',2,'person',0.0,0.0,0.0,5.0,5.0,NULL,NULL,1);
INSERT INTO event VALUES(X'73e8a77ccf04869593c03b8590c0da5c',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018052793,X'411546013c2d83eb971ff96fd3529c23',1795339018052793,X'411546013c2d83eb971ff96fd3529c23',X'1d980ff7c7ed899e99c91aadca1a9a3c','observation',X'411546013c2d83eb971ff96fd3529c23',NULL,NULL,NULL,NULL,1793033880000000,1.0,1.0,NULL,NULL,'','','',1,'person',0.0,0.0,0.0,7.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'f401387bf6878ac9ab7cde7eab947080',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018052837,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018052837,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1793203920000000,0.0,1.0,NULL,NULL,'','','',2,'paper',0.0,7.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'9360e7f6a7f18a4497430b7bdc9adc77',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018052854,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018052854,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','task',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1793382540000000,0.33000000000000001554,1.0,NULL,NULL,'','','',3,'paper',0.0,12.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'c932d52d94308739816a94038960d95d',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018052870,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018052870,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1793724360000000,0.0,1.0,NULL,NULL,'','','',2,'paper',0.0,10.0,0.0,0.0,10.0,NULL,NULL,1);
INSERT INTO event VALUES(X'62ac978ea785832e926e7935c7f4bbc5',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018052885,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018052885,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1793896980000000,1.0,1.0,NULL,NULL,'','','',3,'paper',0.0,8.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'e404cfe1a9f587b1ad12dfa8c4ca70f2',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018069392,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018069392,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1793732100000000,0.0,1.0,NULL,NULL,'','','',1,'paper',0.0,4.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'05b9b4dd0d9f821fbef49f97c82690b8',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018069561,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018069561,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','task',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1793899980000000,1.0,1.0,NULL,NULL,'','','',3,'paper',0.0,10.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'feed9db7243d8d60890ba3372bb228cb',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018069617,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018069617,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1794249720000000,1.0,1.0,NULL,NULL,'','','',1,'paper',0.0,9.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'5f4925f70ec18382ab83ed5587b46897',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018069635,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018069635,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','task',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'7009108ff80d8b99a9d18383d07180e0',NULL,NULL,NULL,1794240840000000,0.33000000000000001554,1.0,NULL,NULL,'','','',3,'paper',0.0,11.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'fae48d8a240b8a858637cc976c7b878f',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018069660,X'411546013c2d83eb971ff96fd3529c23',1795339018069660,X'411546013c2d83eb971ff96fd3529c23',X'1d980ff7c7ed899e99c91aadca1a9a3c','conversation',X'411546013c2d83eb971ff96fd3529c23',X'7009108ff80d8b99a9d18383d07180e0',NULL,NULL,NULL,1794414480000000,0.0,1.0,NULL,NULL,'','','',2,'person',0.0,0.0,0.0,9.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'36a5b49e9ebe8393ac327c62e4d686e6',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018069681,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018069681,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'7009108ff80d8b99a9d18383d07180e0',NULL,NULL,NULL,1794583620000000,0.0,1.0,NULL,NULL,'','','',3,'paper',0.0,6.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'162c384041698e088aaa14fea00d4aff',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018069699,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018069699,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','check',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'7009108ff80d8b99a9d18383d07180e0',NULL,NULL,NULL,1794939000000000,0.0,1.0,NULL,NULL,'','','',2,'paper',0.0,8.0,0.0,0.0,8.0,NULL,NULL,1);
INSERT INTO event VALUES(X'e1fea1b9ffdc8edeaea7799dcfcc7f0a',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018069718,X'411546013c2d83eb971ff96fd3529c23',1795339018069718,X'411546013c2d83eb971ff96fd3529c23',X'1d980ff7c7ed899e99c91aadca1a9a3c','conversation',X'411546013c2d83eb971ff96fd3529c23',NULL,NULL,NULL,NULL,1794941940000000,0.0,1.0,NULL,NULL,'','','',1,'person',0.0,0.0,0.0,5.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'1a9500238b1a8e739233eb6f5bfab0c4',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018069753,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018069753,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1795109640000000,0.0,1.0,NULL,NULL,'','','',2,'paper',0.0,10.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'82f6c41f80368bbbb0daa9fb0bad5755',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018069769,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018069769,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1790607600000000,0.0,1.0,NULL,NULL,'','','',1,'paper',0.0,9.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'3a081e149fc184fd93b5dc68f41177b6',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018069795,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018069795,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1790789040000000,0.0,1.0,NULL,NULL,'','','',2,'paper',0.0,9.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'57f340ec95588fba88ebcb4328717013',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018069813,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018069813,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','check',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1790954880000000,0.0,1.0,NULL,NULL,'','','',3,'paper',0.0,5.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'ddd05b0f761c8f779c6f1bff71b32efa',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018069837,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018069837,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1791301800000000,0.0,1.0,NULL,NULL,'','','',1,'paper',0.0,11.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'9f19811630168640ab708876755f6bf1',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018069878,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018069878,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','check',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1791472140000000,0.0,1.0,NULL,NULL,'','','',2,'paper',0.0,12.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'185b10a911fd837199759f9f7be96f48',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018069896,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018069896,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1790619900000000,1.0,1.0,NULL,NULL,'','','',1,'paper',0.0,9.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'af1952cba4b78741b1eb25f909621db7',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018069916,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018069916,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1790786820000000,1.0,1.0,NULL,NULL,'','','',2,'paper',0.0,5.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'ee72a86f58878d2f8986804527e0b9ac',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018069934,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018069934,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','check',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1790953320000000,1.0,1.0,NULL,NULL,'','','',3,'paper',0.0,4.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'8856dea1a8008b4da27311200975c40e',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018069988,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018069988,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'7b6c105967688e9ca5f4ba947151754b',NULL,NULL,NULL,1790697120000000,0.0,1.0,NULL,NULL,'','','',1,'paper',0.0,4.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'fc68c7f1333182189493273dac251f86',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070006,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070006,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','check',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'7b6c105967688e9ca5f4ba947151754b',NULL,NULL,NULL,1790875200000000,1.0,1.0,NULL,NULL,'','','',2,'paper',0.0,5.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'a3444ce7b4fa82f6a98c33b9b63accdc',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070024,X'411546013c2d83eb971ff96fd3529c23',1795339018070024,X'411546013c2d83eb971ff96fd3529c23',X'1d980ff7c7ed899e99c91aadca1a9a3c','observation',X'411546013c2d83eb971ff96fd3529c23',X'7b6c105967688e9ca5f4ba947151754b',NULL,NULL,NULL,1791226020000000,1.0,1.0,NULL,NULL,'','','',1,'person',0.0,0.0,0.0,5.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'fc0851ccccae85e8b994aed9153f49a6',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070047,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070047,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'7b6c105967688e9ca5f4ba947151754b',NULL,NULL,NULL,1791392520000000,1.0,1.0,NULL,NULL,'','','',2,'paper',0.0,7.0,0.0,0.0,7.0,NULL,NULL,1);
INSERT INTO event VALUES(X'b41a0520024683059c8826a97763da78',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070084,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070084,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','task',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'7b6c105967688e9ca5f4ba947151754b',NULL,NULL,NULL,1791560220000000,1.0,1.0,NULL,NULL,'','','',3,'paper',0.0,8.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'41251305ea2c8311b02c421ee3753413',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070103,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070103,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','check',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'8c06df49e15983759eb45ae8dff85864',NULL,NULL,NULL,1790614680000000,0.0,1.0,NULL,NULL,'','','',1,'paper',0.0,12.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'9031aea5aaf781218bcfe027ee2bf9ea',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070126,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070126,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'8c06df49e15983759eb45ae8dff85864',NULL,NULL,NULL,1790788320000000,0.0,1.0,NULL,NULL,'','','',2,'paper',0.0,11.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'3a76ff5dc18e8607b7e02251cca4df62',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070148,X'411546013c2d83eb971ff96fd3529c23',1795339018070148,X'411546013c2d83eb971ff96fd3529c23',X'1d980ff7c7ed899e99c91aadca1a9a3c','observation',X'411546013c2d83eb971ff96fd3529c23',X'8c06df49e15983759eb45ae8dff85864',NULL,NULL,NULL,1790965140000000,0.0,1.0,NULL,NULL,'','','',3,'person',0.0,0.0,0.0,7.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'951ba1d7bff08410af5141e89c0dae3e',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070166,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070166,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','task',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'8c06df49e15983759eb45ae8dff85864',NULL,NULL,NULL,1791312900000000,0.33000000000000001554,1.0,NULL,NULL,'','','',3,'paper',0.0,4.0,0.0,0.0,4.0,NULL,NULL,1);
INSERT INTO event VALUES(X'11c701d80dd7804dad641ddf7bc2a0d5',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070194,X'411546013c2d83eb971ff96fd3529c23',1795339018070194,X'411546013c2d83eb971ff96fd3529c23',X'1d980ff7c7ed899e99c91aadca1a9a3c','conversation',X'411546013c2d83eb971ff96fd3529c23',X'8c06df49e15983759eb45ae8dff85864',NULL,NULL,NULL,1791477540000000,1.0,1.0,NULL,NULL,'','','',3,'person',0.0,0.0,0.0,8.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'42edfbf0f2528ff9a680ecb1e4b6fe2f',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070220,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070220,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'32e2349552e98717a3067d398899cc54',NULL,NULL,NULL,1790707080000000,0.0,1.0,NULL,NULL,'','','',1,'paper',0.0,6.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'5c70b33c8a4d864e8bc81865acfe292d',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070241,X'411546013c2d83eb971ff96fd3529c23',1795339018070241,X'411546013c2d83eb971ff96fd3529c23',X'1d980ff7c7ed899e99c91aadca1a9a3c','observation',X'411546013c2d83eb971ff96fd3529c23',X'32e2349552e98717a3067d398899cc54',NULL,NULL,NULL,1790873520000000,0.0,1.0,NULL,NULL,'','','',2,'person',0.0,0.0,0.0,11.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'c7178a3de08b8f578a6d6488f014ae13',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070260,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070260,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','task',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'32e2349552e98717a3067d398899cc54',NULL,NULL,NULL,1791221820000000,0.33000000000000001554,1.0,NULL,NULL,'','','',3,'paper',0.0,8.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'121a49a699038c0bbb8327c8b7ac747f',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070286,X'411546013c2d83eb971ff96fd3529c23',1795339018070286,X'411546013c2d83eb971ff96fd3529c23',X'1d980ff7c7ed899e99c91aadca1a9a3c','conversation',X'411546013c2d83eb971ff96fd3529c23',X'32e2349552e98717a3067d398899cc54',NULL,NULL,NULL,1791395700000000,1.0,1.0,NULL,NULL,'','','',2,'person',0.0,0.0,0.0,4.0,4.0,NULL,NULL,1);
INSERT INTO event VALUES(X'5fc42c9d9dae81f2bfa362a633140a36',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070309,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070309,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'32e2349552e98717a3067d398899cc54',NULL,NULL,NULL,1791572160000000,1.0,1.0,NULL,NULL,'','','',3,'paper',0.0,10.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'edaa19e3d4cf808281c56d493ee85378',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070327,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070327,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'14bcbd15b16c8be1a189eed7627ee0df',NULL,NULL,NULL,1790620020000000,0.0,1.0,NULL,NULL,'','','',1,'paper',0.0,6.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'e3e54118d58d80f9acf53fcc51cd1aa2',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070352,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070352,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'14bcbd15b16c8be1a189eed7627ee0df',NULL,NULL,NULL,1790788860000000,0.0,1.0,NULL,NULL,'','','',2,'paper',0.0,10.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'798876119b6c8279b65623309302cbdd',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070377,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070377,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','check',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'14bcbd15b16c8be1a189eed7627ee0df',NULL,NULL,NULL,1790964120000000,0.0,1.0,NULL,NULL,'','','',3,'paper',0.0,4.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'17825cc799738c189eab1424db99b59b',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070403,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070403,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'387da899917586169434ec7c4c3279cd',NULL,NULL,NULL,1791312600000000,0.0,1.0,NULL,NULL,'','','',1,'paper',0.0,7.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'e3c282e9c39b8db5b9c53e41c9faa220',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070431,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070431,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','check',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'387da899917586169434ec7c4c3279cd',NULL,NULL,NULL,1791479520000000,0.0,1.0,NULL,NULL,'','','',2,'paper',0.0,8.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'f5234efda45e8d558a9f31dea1cc133f',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070463,X'411546013c2d83eb971ff96fd3529c23',1795339018070463,X'411546013c2d83eb971ff96fd3529c23',X'1d980ff7c7ed899e99c91aadca1a9a3c','observation',X'411546013c2d83eb971ff96fd3529c23',X'387da899917586169434ec7c4c3279cd',NULL,NULL,NULL,1791821400000000,0.0,1.0,NULL,NULL,'','','',1,'person',0.0,0.0,0.0,10.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'17c2e046de208c2186dda95fdd64dc1c',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070512,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070512,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'387da899917586169434ec7c4c3279cd',NULL,NULL,NULL,1791994560000000,1.0,1.0,NULL,NULL,'','','',2,'paper',0.0,5.0,0.0,0.0,5.0,NULL,NULL,1);
INSERT INTO event VALUES(X'3f1bb7b3bf4f8f358f24cdc7d56d807e',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070543,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070543,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','task',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'387da899917586169434ec7c4c3279cd',NULL,NULL,NULL,1792167660000000,0.33000000000000001554,1.0,NULL,NULL,'','','',3,'paper',0.0,11.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'21ac38592b6d83fbbb1b1dbd7295d858',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070571,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070571,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','check',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1791819840000000,1.0,1.0,NULL,NULL,'','','',1,'paper',0.0,4.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'7933bbb23dda8465a48ddb2ebd4dfdd6',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070613,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070613,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1792001040000000,1.0,1.0,NULL,NULL,'','','',2,'paper',0.0,8.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'947a9f52bdfd814483454ca6af3c8348',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070644,X'411546013c2d83eb971ff96fd3529c23',1795339018070644,X'411546013c2d83eb971ff96fd3529c23',X'1d980ff7c7ed899e99c91aadca1a9a3c','observation',X'411546013c2d83eb971ff96fd3529c23',NULL,NULL,NULL,NULL,1792170720000000,1.0,1.0,NULL,NULL,'','','',3,'person',0.0,0.0,0.0,11.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'78f4bdf1ce068c9686886cf547ea381e',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070663,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070663,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'0c361ba9169b88a49b1e7ebb676c8b79',NULL,NULL,NULL,1792513140000000,0.0,1.0,NULL,NULL,'','','',1,'paper',0.0,4.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'42faf283b9088580be973360865f4492',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070681,X'411546013c2d83eb971ff96fd3529c23',1795339018070681,X'411546013c2d83eb971ff96fd3529c23',X'1d980ff7c7ed899e99c91aadca1a9a3c','observation',X'411546013c2d83eb971ff96fd3529c23',X'0c361ba9169b88a49b1e7ebb676c8b79',NULL,NULL,NULL,1792688280000000,0.0,1.0,NULL,NULL,'','','',2,'person',0.0,0.0,0.0,10.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'943fc76028a1855a835b16b438364454',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070701,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070701,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','task',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'0c361ba9169b88a49b1e7ebb676c8b79',NULL,NULL,NULL,1793031780000000,0.33000000000000001554,1.0,NULL,NULL,'','','',3,'paper',0.0,6.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'0caf3f5e95168ee6a92d4f1b08398310',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070717,X'411546013c2d83eb971ff96fd3529c23',1795339018070717,X'411546013c2d83eb971ff96fd3529c23',X'1d980ff7c7ed899e99c91aadca1a9a3c','conversation',X'411546013c2d83eb971ff96fd3529c23',X'0c361ba9169b88a49b1e7ebb676c8b79',NULL,NULL,NULL,1793201220000000,0.0,1.0,NULL,NULL,'','','',2,'person',0.0,0.0,0.0,5.0,5.0,NULL,NULL,1);
INSERT INTO event VALUES(X'892ac72874ab846fb8d03df387253c98',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070732,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070732,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'0c361ba9169b88a49b1e7ebb676c8b79',NULL,NULL,NULL,1793376360000000,1.0,1.0,NULL,NULL,'','','',3,'paper',0.0,9.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'fbb3de797cc0840a887e328567ee3924',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070748,X'411546013c2d83eb971ff96fd3529c23',1795339018070748,X'411546013c2d83eb971ff96fd3529c23',X'1d980ff7c7ed899e99c91aadca1a9a3c','observation',X'411546013c2d83eb971ff96fd3529c23',NULL,NULL,NULL,NULL,1793026980000000,1.0,1.0,NULL,NULL,'','','',1,'person',0.0,0.0,0.0,8.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'8b8d68b0889c89009c80376e345e6d7a',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070764,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070764,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','practice',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1793213520000000,1.0,1.0,NULL,NULL,'','','',2,'paper',0.0,6.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'b607a5431cba81cebcd7e186d60911fd',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070779,X'1d980ff7c7ed899e99c91aadca1a9a3c',1795339018070779,X'1d980ff7c7ed899e99c91aadca1a9a3c',X'1d980ff7c7ed899e99c91aadca1a9a3c','task',X'1d980ff7c7ed899e99c91aadca1a9a3c',NULL,NULL,NULL,NULL,1793382120000000,0.67000000000000003996,1.0,NULL,NULL,'','','',3,'paper',0.0,7.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'3cd3d96706e483a795be712e6537dae4',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070794,X'3b5d2ca5001385afb03af3f30a510ae3',1795339018070794,X'3b5d2ca5001385afb03af3f30a510ae3',X'3b5d2ca5001385afb03af3f30a510ae3','practice',X'3b5d2ca5001385afb03af3f30a510ae3',NULL,NULL,NULL,NULL,1790620920000000,0.0,1.0,NULL,NULL,'','','',1,'screen',6.0,6.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'5f1a147e35d98a268e0ae832482f42a1',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070814,X'3b5d2ca5001385afb03af3f30a510ae3',1795339018070814,X'3b5d2ca5001385afb03af3f30a510ae3',X'3b5d2ca5001385afb03af3f30a510ae3','practice',X'3b5d2ca5001385afb03af3f30a510ae3',NULL,NULL,NULL,NULL,1790782320000000,0.0,1.0,NULL,NULL,'','','',2,'paper',0.0,8.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'0e66a9c8aaf4860cbe8bc790d8211328',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070830,X'3b5d2ca5001385afb03af3f30a510ae3',1795339018070830,X'3b5d2ca5001385afb03af3f30a510ae3',X'3b5d2ca5001385afb03af3f30a510ae3','check',X'3b5d2ca5001385afb03af3f30a510ae3',NULL,NULL,NULL,NULL,1790965800000000,1.0,1.0,NULL,NULL,'','','',3,'screen',11.0,11.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'6e26936b0aa48eb79daf7e1badbf380f',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070848,X'3b5d2ca5001385afb03af3f30a510ae3',1795339018070848,X'3b5d2ca5001385afb03af3f30a510ae3',X'3b5d2ca5001385afb03af3f30a510ae3','practice',X'3b5d2ca5001385afb03af3f30a510ae3',NULL,NULL,NULL,NULL,1791311220000000,0.0,1.0,NULL,NULL,'','','',1,'screen',4.0,4.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'd7af4cecacaa8facb63fa794225b6770',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070872,X'3b5d2ca5001385afb03af3f30a510ae3',1795339018070872,X'3b5d2ca5001385afb03af3f30a510ae3',X'3b5d2ca5001385afb03af3f30a510ae3','check',X'3b5d2ca5001385afb03af3f30a510ae3',NULL,NULL,NULL,NULL,1791484620000000,0.0,1.0,NULL,NULL,'','','',2,'paper',0.0,7.0,0.0,0.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'4743387595168a09a821b0410987137d',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070895,X'411546013c2d83eb971ff96fd3529c23',1795339018070895,X'411546013c2d83eb971ff96fd3529c23',X'3b5d2ca5001385afb03af3f30a510ae3','observation',X'411546013c2d83eb971ff96fd3529c23',NULL,NULL,NULL,NULL,1791831360000000,1.0,1.0,NULL,NULL,'','','',1,'person',0.0,0.0,0.0,6.0,0.0,NULL,NULL,1);
INSERT INTO event VALUES(X'4420d671294a817eabf6a401e6842817',X'01a2028b446e75f9b95c7250712d9f64',1,1795339018070912,X'3b5d2ca5001385afb03af3f30a510ae3',1795339018070912,X'3b5d2ca5001385afb03af3f30a510ae3',X'3b5d2ca5001385afb03af3f30a510ae3','practice',X'3b5d2ca5001385afb03af3f30a510ae3',NULL,NULL,NULL,NULL,1792001340000000,0.0,1.0,NULL,NULL,'','','',2,'screen',11.0,11.0,0.0,0.0,11.0,NULL,NULL,1);
CREATE TABLE confirmation (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	competency blob not null,
	level integer,
	way text,
	reason text not null,
	confirmed_by blob not null,
	confirmed_on text not null
) strict;
CREATE TABLE confirmation_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	competency blob,
	level integer,
	way text,
	reason text,
	confirmed_by blob,
	confirmed_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE reflection (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	event blob,
	week_item blob,
	strength text,
	challenge text,
	attachment blob
) strict;
CREATE TABLE reflection_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	event blob,
	week_item blob,
	strength text,
	challenge text,
	attachment blob,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE mastery (
	learner blob not null,
	competency blob not null,
	district blob not null,
	state blob not null,
	pieces integer not null,
	kinds integer not null,
	p real not null,
	low real not null,
	high real not null,
	word text not null,
	first_at integer not null,
	last_at integer not null,
	last_event blob not null, model blob, subject text, paced integer, watch blob, check_on integer, check_again integer, in_vain integer,
	primary key (learner, competency)
) strict;
INSERT INTO mastery VALUES(X'1d980ff7c7ed899e99c91aadca1a9a3c',X'14bcbd15b16c8be1a189eed7627ee0df',X'01a2028b446e75f9b95c7250712d9f64',X'1b46543e172a542b6c3351325d2b422a7632203403000000f85000000000013b',3,0,0.14941794222509371947,0.054218984835717444481,0.36805089546021468871,'practising',1790620020000000,1790964120000000,X'798876119b6c8279b65623309302cbdd',NULL,'english',1,X'8214a5fd56e0bc3fb0b778f0d39c2140a8dba0f64f8dc73f0000000000000000f6500000f85000000200020001000000',20729,1,2);
INSERT INTO mastery VALUES(X'1d980ff7c7ed899e99c91aadca1a9a3c',X'387da899917586169434ec7c4c3279cd',X'01a2028b446e75f9b95c7250712d9f64',X'91958a3fbc346d35ff3f0e3fa73200323c3c093d050001000651045101ff013a',5,1,0.45791509214482262191,0.18056602350027875503,0.8026987173898397776,'practising',1791312600000000,1792167660000000,X'3f1bb7b3bf4f8f358f24cdc7d56d807e',NULL,'english',1,X'09676af4f2eadd3fc9060db631282340b2df19049bbce03f1f85eb51b81ed53f04510000065100000400010000000000',20743,1,1);
INSERT INTO mastery VALUES(X'1d980ff7c7ed899e99c91aadca1a9a3c',X'0c361ba9169b88a49b1e7ebb676c8b79',X'01a2028b446e75f9b95c7250712d9f64',X'9f9eae3fd7368b37fa406940e0332633873c793d050001001451145101ff013a',5,1,0.51951446905658771324,0.22231386235882380497,0.82960197009850067395,'practising',1792513140000000,1793376360000000,X'892ac72874ab846fb8d03df387253c98',NULL,'english',1,X'899cb0f83554a83f3661aca1ebb32340fbb2cccedc9fe03f000000000000f03f12510000145100000400000001000000',20757,0,0);
INSERT INTO mastery VALUES(X'1d980ff7c7ed899e99c91aadca1a9a3c',X'8c06df49e15983759eb45ae8dff85864',X'01a2028b446e75f9b95c7250712d9f64',X'cd19f23fdd38ed38cc42af420635fa34bc3e2d3f05000100fe50fe5020ff0147',5,1,0.7048805678310893219,0.37612842314143629662,0.91800146242061730905,'practising',1790614680000000,1791477540000000,X'11c701d80dd7804dad641ddf7bc2a0d5',NULL,'mathematics',1,X'5a9854d1e49ba83f3661aca1ebb323403b744db1618ee63f000000000000f03ffc500000fe5000000400000001000000',20735,0,0);
INSERT INTO mastery VALUES(X'1d980ff7c7ed899e99c91aadca1a9a3c',X'7b6c105967688e9ca5f4ba947151754b',X'01a2028b446e75f9b95c7250712d9f64',X'3a6051432f5a295dd4641b68bc47d14b5355865505000400ff50ff5017ff0149',5,4,0.99656303114819144717,0.95461983684572393471,0.99986171465022399829,'ready',1790697120000000,1791560220000000,X'b41a0520024683059c8826a97763da78',NULL,'mathematics',1,X'83e111bfe85b2c40dd9795b8e48419406b4100c5152aef3f000000000000f03ffd500000ff5000000400000000000000',20754,0,0);
INSERT INTO mastery VALUES(X'1d980ff7c7ed899e99c91aadca1a9a3c',X'32e2349552e98717a3067d398899cc54',X'01a2028b446e75f9b95c7250712d9f64',X'02c82341c144bc44504f1250223ca23c7a47654705000200ff50ff5021ff014c',5,2,0.94092219258030529438,0.74842796298237723728,0.99117584262949609552,'practising',1790707080000000,1791572160000000,X'5fc42c9d9dae81f2bfa362a633140a36',NULL,'mathematics',1,X'09676af4f2eadd3fc9060db6312823401ad1a6db081cee3f000000000000f03ffd500000ff5000000400000000000000',20736,0,0);
INSERT INTO mastery VALUES(X'1d980ff7c7ed899e99c91aadca1a9a3c',X'7009108ff80d8b99a9d18383d07180e0',X'01a2028b446e75f9b95c7250712d9f64',X'0489543e182a3b2b7f335132692b3f2a78322e34040000002651000000540154',4,0,0.25487031567322138148,0.12919475513086312035,0.46078458001855415737,'practising',1794240840000000,1794939000000000,X'162c384041698e088aaa14fea00d4aff',NULL,'mathematics',1,X'64dd791a2730b13f63e8ab7e8c2f2340efd73648e4a1d63f000000000000000022510000265100000300020001000000',20775,1,2);
CREATE TABLE minutes (
	learner blob not null,
	monday text not null,
	district blob not null,
	screen real not null,
	alone real not null,
	peers real not null,
	adult real not null,
	grouped real not null,
	primary key (learner, monday)
) strict;
INSERT INTO minutes VALUES(X'1d980ff7c7ed899e99c91aadca1a9a3c','2026-09-28',X'01a2028b446e75f9b95c7250712d9f64',0.0,123.0,0.0,18.0,0.0);
INSERT INTO minutes VALUES(X'1d980ff7c7ed899e99c91aadca1a9a3c','2026-10-05',X'01a2028b446e75f9b95c7250712d9f64',0.0,106.0,0.0,26.0,24.0);
INSERT INTO minutes VALUES(X'1d980ff7c7ed899e99c91aadca1a9a3c','2026-10-12',X'01a2028b446e75f9b95c7250712d9f64',0.0,52.0,0.0,34.0,9.0);
INSERT INTO minutes VALUES(X'1d980ff7c7ed899e99c91aadca1a9a3c','2026-10-19',X'01a2028b446e75f9b95c7250712d9f64',0.0,18.0,0.0,18.0,8.0);
INSERT INTO minutes VALUES(X'1d980ff7c7ed899e99c91aadca1a9a3c','2026-10-26',X'01a2028b446e75f9b95c7250712d9f64',0.0,52.0,0.0,25.0,10.0);
INSERT INTO minutes VALUES(X'1d980ff7c7ed899e99c91aadca1a9a3c','2026-11-02',X'01a2028b446e75f9b95c7250712d9f64',0.0,32.0,0.0,0.0,10.0);
INSERT INTO minutes VALUES(X'1d980ff7c7ed899e99c91aadca1a9a3c','2026-11-09',X'01a2028b446e75f9b95c7250712d9f64',0.0,26.0,0.0,9.0,0.0);
INSERT INTO minutes VALUES(X'1d980ff7c7ed899e99c91aadca1a9a3c','2026-11-16',X'01a2028b446e75f9b95c7250712d9f64',0.0,18.0,0.0,5.0,8.0);
INSERT INTO minutes VALUES(X'3b5d2ca5001385afb03af3f30a510ae3','2026-09-28',X'01a2028b446e75f9b95c7250712d9f64',97.0,153.0,0.0,17.0,0.0);
INSERT INTO minutes VALUES(X'3b5d2ca5001385afb03af3f30a510ae3','2026-10-05',X'01a2028b446e75f9b95c7250712d9f64',63.0,85.0,0.0,23.0,25.0);
INSERT INTO minutes VALUES(X'3b5d2ca5001385afb03af3f30a510ae3','2026-10-12',X'01a2028b446e75f9b95c7250712d9f64',39.0,57.0,0.0,40.0,15.0);
INSERT INTO minutes VALUES(X'3b5d2ca5001385afb03af3f30a510ae3','2026-10-19',X'01a2028b446e75f9b95c7250712d9f64',22.0,22.0,0.0,16.0,0.0);
INSERT INTO minutes VALUES(X'3b5d2ca5001385afb03af3f30a510ae3','2026-10-26',X'01a2028b446e75f9b95c7250712d9f64',16.0,27.0,0.0,17.0,0.0);
INSERT INTO minutes VALUES(X'3b5d2ca5001385afb03af3f30a510ae3','2026-11-02',X'01a2028b446e75f9b95c7250712d9f64',18.0,29.0,0.0,0.0,11.0);
INSERT INTO minutes VALUES(X'3b5d2ca5001385afb03af3f30a510ae3','2026-11-09',X'01a2028b446e75f9b95c7250712d9f64',20.0,20.0,0.0,9.0,0.0);
INSERT INTO minutes VALUES(X'3b5d2ca5001385afb03af3f30a510ae3','2026-11-16',X'01a2028b446e75f9b95c7250712d9f64',10.0,14.0,0.0,6.0,10.0);
INSERT INTO minutes VALUES(X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-09-28',X'01a2028b446e75f9b95c7250712d9f64',122.0,122.0,0.0,13.0,0.0);
INSERT INTO minutes VALUES(X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-10-05',X'01a2028b446e75f9b95c7250712d9f64',59.0,84.0,0.0,33.0,34.0);
INSERT INTO minutes VALUES(X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-10-12',X'01a2028b446e75f9b95c7250712d9f64',59.0,63.0,0.0,37.0,20.0);
INSERT INTO minutes VALUES(X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-10-19',X'01a2028b446e75f9b95c7250712d9f64',28.0,28.0,0.0,23.0,7.0);
INSERT INTO minutes VALUES(X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-10-26',X'01a2028b446e75f9b95c7250712d9f64',49.0,69.0,0.0,30.0,12.0);
INSERT INTO minutes VALUES(X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-02',X'01a2028b446e75f9b95c7250712d9f64',29.0,40.0,0.0,0.0,15.0);
INSERT INTO minutes VALUES(X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-09',X'01a2028b446e75f9b95c7250712d9f64',33.0,44.0,0.0,4.0,7.0);
INSERT INTO minutes VALUES(X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-16',X'01a2028b446e75f9b95c7250712d9f64',19.0,19.0,0.0,12.0,9.0);
INSERT INTO minutes VALUES(X'0ff28f5bd825891ab5007f2d6f64842b','2026-09-28',X'01a2028b446e75f9b95c7250712d9f64',103.0,134.0,0.0,16.0,0.0);
INSERT INTO minutes VALUES(X'0ff28f5bd825891ab5007f2d6f64842b','2026-10-05',X'01a2028b446e75f9b95c7250712d9f64',82.0,82.0,0.0,41.0,40.0);
INSERT INTO minutes VALUES(X'0ff28f5bd825891ab5007f2d6f64842b','2026-10-12',X'01a2028b446e75f9b95c7250712d9f64',62.0,62.0,0.0,27.0,15.0);
INSERT INTO minutes VALUES(X'0ff28f5bd825891ab5007f2d6f64842b','2026-10-19',X'01a2028b446e75f9b95c7250712d9f64',25.0,25.0,0.0,30.0,6.0);
INSERT INTO minutes VALUES(X'0ff28f5bd825891ab5007f2d6f64842b','2026-10-26',X'01a2028b446e75f9b95c7250712d9f64',24.0,40.0,0.0,32.0,12.0);
INSERT INTO minutes VALUES(X'0ff28f5bd825891ab5007f2d6f64842b','2026-11-02',X'01a2028b446e75f9b95c7250712d9f64',23.0,23.0,0.0,0.0,6.0);
INSERT INTO minutes VALUES(X'0ff28f5bd825891ab5007f2d6f64842b','2026-11-09',X'01a2028b446e75f9b95c7250712d9f64',35.0,47.0,0.0,5.0,7.0);
INSERT INTO minutes VALUES(X'0ff28f5bd825891ab5007f2d6f64842b','2026-11-16',X'01a2028b446e75f9b95c7250712d9f64',30.0,30.0,0.0,7.0,11.0);
CREATE TABLE thread (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	subject text not null,
	about text,
	week blob,
	week_item blob,
	follow_up blob,
	follow_up_on text
) strict;
CREATE TABLE thread_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	subject text,
	about text,
	week blob,
	week_item blob,
	follow_up blob,
	follow_up_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE message (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	thread blob not null,
	author blob not null,
	text text not null,
	language text
) strict;
CREATE TABLE help_request (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	kind text not null,
	text text,
	week_item blob,
	class blob,
	page text,
	due_at integer,
	answer text,
	answered_by blob,
	answered_at integer,
	pass_to blob
) strict;
CREATE TABLE help_request_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	kind text,
	text text,
	week_item blob,
	class blob,
	page text,
	due_at integer,
	answer text,
	answered_by blob,
	answered_at integer,
	pass_to blob,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE conference (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	kind text not null,
	planned_on text not null,
	held_on text,
	with_whom text,
	language text,
	opening text,
	proud_of text,
	progress text,
	challenge text,
	questions text,
	work_shown text,
	family_says text,
	agreed text
) strict;
INSERT INTO conference VALUES(X'956860ee49908a99a0447fc984ac2464',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017675134,NULL,1795339017675134,NULL,'planned',X'1d980ff7c7ed899e99c91aadca1a9a3c','studentLed','2026-12-05',NULL,'My family and my teacher','Español',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO conference VALUES(X'1b3c9c15e31b83a58c6603b50481f2f2',X'01a2028b446e75f9b95c7250712d9f64',2,1795339017691344,NULL,1795339017691393,NULL,'held',X'1d22e5d27caf8ebbab4e16b08d4d3a23','studentLed','2026-10-31','2026-10-31','My family and my teacher','Español',NULL,'My drawing of the water cycle and how I explained it.',NULL,'Writing long answers.',NULL,NULL,'Esperamos que lea con gusto en los dos idiomas.','I read ten minutes each evening; my teacher gives me the first sentence on paper until spring.');
INSERT INTO conference VALUES(X'92586c16bcab89caaeb27b34e415ec94',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017691628,NULL,1795339017691628,NULL,'planned',X'0ff28f5bd825891ab5007f2d6f64842b','studentLed','2026-12-05',NULL,'My family and my teacher','Español',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE conference_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	kind text,
	planned_on text,
	held_on text,
	with_whom text,
	language text,
	opening text,
	proud_of text,
	progress text,
	challenge text,
	questions text,
	work_shown text,
	family_says text,
	agreed text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
INSERT INTO conference_history VALUES(X'1b3c9c15e31b83a58c6603b50481f2f2',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017691344,NULL,1795339017691344,NULL,'planned',X'1d22e5d27caf8ebbab4e16b08d4d3a23','studentLed','2026-10-31','2026-10-31','My family and my teacher','Español',NULL,'My drawing of the water cycle and how I explained it.',NULL,'Writing long answers.',NULL,NULL,'Esperamos que lea con gusto en los dos idiomas.','I read ten minutes each evening; my teacher gives me the first sentence on paper until spring.','move',1795339017691393,NULL);
CREATE TABLE import_run (
	id blob primary key,
	district blob not null,
	kind text not null,
	label text not null,
	state text not null check (state in ('staging', 'applying', 'done', 'undoing', 'undone')),
	made_by blob,
	made_at integer not null,
	ended_at integer,
	owner text not null,
	lease_until integer not null,
	parts integer not null,
	part integer not null,
	at integer not null,
	skipped integer not null,
	report text not null
) strict;
CREATE TABLE import_part (
	import blob not null,
	number integer not null,
	district blob not null,
	body blob not null,
	primary key (import, number)
) strict;
CREATE TABLE draft (
	person blob not null,
	form text not null,
	district blob not null,
	fields text not null,
	updated_at integer not null,
	primary key (person, form)
) strict;
CREATE TABLE class_target (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	monday text not null,
	competency blob not null
) strict;
CREATE TABLE class_target_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	monday text,
	competency blob,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE set_aside (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	monday text not null,
	resource blob not null
) strict;
CREATE TABLE set_aside_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	monday text,
	resource blob,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE paper_sheet (
	code text primary key,
	district blob not null,
	created_at integer not null,
	created_by blob,
	learner blob,
	work blob,
	class blob,
	packet blob,
	monday text not null,
	title text not null,
	resource blob,
	item blob,
	competency blob,
	mode text not null,
	minutes integer not null,
	rigor integer not null,
	position integer not null,
	done_looks_like text not null,
	seed integer not null,
	matched_at integer
) strict;
CREATE TABLE attachment (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	name text not null,
	kind text not null,
	mime text not null,
	bytes integer not null,
	width integer,
	height integer,
	hash text not null,
	event blob,
	message blob,
	note blob,
	help_request blob
, reflection blob) strict;
CREATE TABLE attachment_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	name text,
	kind text,
	mime text,
	bytes integer,
	width integer,
	height integer,
	hash text,
	event blob,
	message blob,
	note blob,
	help_request blob,
	change text not null,
	changed_at integer not null,
	changed_by blob, reflection blob,
	primary key (id, version)
) strict;
CREATE TABLE import_upload (
	id blob primary key,
	district blob not null,
	kind text not null,
	label text not null,
	options text not null,
	state text not null check (state in ('checking', 'checked', 'applying', 'done', 'undoing', 'undone')),
	problem text not null,
	report text not null,
	undone text not null,
	folder text not null,
	made_by blob,
	made_at integer not null,
	job blob
) strict;
CREATE TABLE import_upload_part (
	upload blob not null,
	file integer not null,
	number integer not null,
	district blob not null,
	name text not null,
	body blob not null,
	primary key (upload, file, number)
) strict;
CREATE TABLE result (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	kind text not null,
	name text not null,
	value text not null,
	scale text,
	taken_on text not null,
	source text
) strict;
CREATE TABLE result_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	kind text,
	name text,
	value text,
	scale text,
	taken_on text,
	source text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE delivery (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	on_day text not null,
	what text not null,
	term text,
	value text,
	source text,
	line blob,
	week_item blob,
	channel text not null,
	why text,
	helped text,
	text text,
	by_whom blob,
	owner blob,
	answers blob
) strict;
INSERT INTO delivery VALUES(X'01a1e1a74c008683a64e83deaabc4360',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016292382,NULL,1795339016292382,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-16','offered','glossary-on-screen',NULL,'el',X'2ed9ef0fb2228a6aa5a3a95a93259be9',NULL,'screen',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO delivery VALUES(X'01a1e1a74c008d22a2e1100028a50d31',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016292403,NULL,1795339016292403,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-16','used','glossary-on-screen',NULL,'el',X'2ed9ef0fb2228a6aa5a3a95a93259be9',NULL,'screen',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO delivery VALUES(X'01a1e6cda80088b09bfa495fbc6e2371',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016292423,NULL,1795339016292423,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-17','offered','glossary-on-screen',NULL,'el',X'2ed9ef0fb2228a6aa5a3a95a93259be9',NULL,'screen',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO delivery VALUES(X'01a1ebf4040080308e158b224e9723a7',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016292444,NULL,1795339016292444,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-18','offered','glossary-on-screen',NULL,'el',X'2ed9ef0fb2228a6aa5a3a95a93259be9',NULL,'screen',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO delivery VALUES(X'01a1ebf4040080baa148c78cf52f9a97',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016292463,NULL,1795339016292463,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-18','used','glossary-on-screen',NULL,'el',X'2ed9ef0fb2228a6aa5a3a95a93259be9',NULL,'screen',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO delivery VALUES(X'01a1f11a60008f8cb4db275d55104dfe',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016292484,NULL,1795339016292484,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-19','offered','glossary-on-screen',NULL,'el',X'2ed9ef0fb2228a6aa5a3a95a93259be9',NULL,'screen',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO delivery VALUES(X'01a1f640bc008099ae3668b14b0bda82',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016292503,NULL,1795339016292503,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-20','offered','glossary-on-screen',NULL,'el',X'2ed9ef0fb2228a6aa5a3a95a93259be9',NULL,'screen',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO delivery VALUES(X'01a1e1a74c00816ca5615274928b2ec6',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016292524,NULL,1795339016292524,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-16','offered','second-language','es','el',X'd78365b6bea68c5b9c5d6791be8f48ad',NULL,'screen',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO delivery VALUES(X'01a1e6cda800888d95d3ed5027f2cea7',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016292545,NULL,1795339016292545,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-17','offered','second-language','es','el',X'd78365b6bea68c5b9c5d6791be8f48ad',NULL,'screen',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO delivery VALUES(X'01a1e6cda800844aab91e7a8b5330b55',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016292564,NULL,1795339016292564,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-17','used','second-language','es','el',X'd78365b6bea68c5b9c5d6791be8f48ad',NULL,'screen',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO delivery VALUES(X'01a1ebf40400847fa9b78855fed3f6a0',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016292582,NULL,1795339016292582,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-18','offered','second-language','es','el',X'd78365b6bea68c5b9c5d6791be8f48ad',NULL,'screen',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO delivery VALUES(X'01a1f11a60008f8aaf739a7ec87d184a',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016292607,NULL,1795339016292607,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-19','offered','second-language','es','el',X'd78365b6bea68c5b9c5d6791be8f48ad',NULL,'screen',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO delivery VALUES(X'01a1f640bc00811f9efa9cdede139e9e',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016292626,NULL,1795339016292626,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-20','offered','second-language','es','el',X'd78365b6bea68c5b9c5d6791be8f48ad',NULL,'screen',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO delivery VALUES(X'01a1f640bc00816f8582b2c75190e082',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016292643,NULL,1795339016292643,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23','2026-11-20','used','second-language','es','el',X'd78365b6bea68c5b9c5d6791be8f48ad',NULL,'screen',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE mastery_model (
	id blob primary key,
	district blob not null,
	number integer not null,
	state text not null,
	base blob,
	made_at integer not null,
	made_by blob,
	learners integer not null,
	responses integer not null,
	own integer not null,
	pooled integer not null,
	score_before real not null,
	score_after real not null,
	report text not null
) strict;
CREATE TABLE mastery_parameter (
	model blob not null,
	competency blob not null,
	district blob not null,
	source text not null,
	learners integer not null,
	responses integer not null,
	prior real not null,
	learn real not null,
	guess real not null,
	slip real not null,
	prior_sd real not null,
	learn_sd real not null,
	guess_sd real not null,
	slip_sd real not null,
	primary key (model, competency)
) strict;
CREATE TABLE udl_check (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	resource blob not null,
	choice integer,
	taken_in integer,
	shown integer,
	rubric_first integer,
	no_barrier integer,
	note text
) strict;
CREATE TABLE plan_sitting (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	plan blob not null,
	seconds integer not null
) strict;
CREATE TABLE lesson_time (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	day text not null,
	begins text not null,
	ends text not null,
	what text not null,
	place text
) strict;
INSERT INTO lesson_time VALUES(X'30a0e80809048989b6e17bdddb246f4b',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017750008,NULL,1795339017750008,NULL,X'd690760728a68a4095066f6e7d9001a3','1','08:30','09:30','Mathematics','1');
INSERT INTO lesson_time VALUES(X'e60dbc9a95dd876481d9b1ec48834629',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017750324,NULL,1795339017750324,NULL,X'd690760728a68a4095066f6e7d9001a3','1','09:45','10:45','Reading and writing','1');
INSERT INTO lesson_time VALUES(X'bee03e14daee8ff9857744923143c393',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017750372,NULL,1795339017750372,NULL,X'd690760728a68a4095066f6e7d9001a3','1','11:00','11:40','Small groups','1');
INSERT INTO lesson_time VALUES(X'810e6943b70a86298e9d956d0a6258c1',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017750427,NULL,1795339017750427,NULL,X'd690760728a68a4095066f6e7d9001a3','2','08:30','09:30','Mathematics','1');
INSERT INTO lesson_time VALUES(X'f2a376bddf4b8c2485c7dab1648d1c94',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017750548,NULL,1795339017750548,NULL,X'd690760728a68a4095066f6e7d9001a3','2','09:45','10:45','Reading and writing','1');
INSERT INTO lesson_time VALUES(X'06041a9c50c38bdb834dfeb303760ea1',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017750590,NULL,1795339017750590,NULL,X'd690760728a68a4095066f6e7d9001a3','2','11:00','11:40','Small groups','1');
INSERT INTO lesson_time VALUES(X'7b4dfd4089dc8db1bdd5805b1c9e0f58',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017750634,NULL,1795339017750634,NULL,X'd690760728a68a4095066f6e7d9001a3','3','08:30','09:30','Mathematics','1');
INSERT INTO lesson_time VALUES(X'653841681b938699a88c7b9760e90486',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017750775,NULL,1795339017750775,NULL,X'd690760728a68a4095066f6e7d9001a3','3','09:45','10:45','Reading and writing','1');
INSERT INTO lesson_time VALUES(X'a8e23964cc5b88f4bbb206e01964422b',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017750815,NULL,1795339017750815,NULL,X'd690760728a68a4095066f6e7d9001a3','3','11:00','11:40','Small groups','1');
INSERT INTO lesson_time VALUES(X'bfc9aeaf52ed8df7a6a23c5e4a4d3297',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017750854,NULL,1795339017750854,NULL,X'd690760728a68a4095066f6e7d9001a3','4','08:30','09:30','Mathematics','1');
INSERT INTO lesson_time VALUES(X'c8129b5081178a09aac79035781bb332',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017750964,NULL,1795339017750964,NULL,X'd690760728a68a4095066f6e7d9001a3','4','09:45','10:45','Reading and writing','1');
INSERT INTO lesson_time VALUES(X'e163ed4713d18292a851cf820e211d0e',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017751004,NULL,1795339017751004,NULL,X'd690760728a68a4095066f6e7d9001a3','4','11:00','11:40','Small groups','1');
INSERT INTO lesson_time VALUES(X'66091502a2998eecbfbc8973d5d17020',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017751045,NULL,1795339017751045,NULL,X'd690760728a68a4095066f6e7d9001a3','5','08:30','09:30','Mathematics','1');
INSERT INTO lesson_time VALUES(X'80621586222f8f09adb052477ea14874',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017751196,NULL,1795339017751196,NULL,X'd690760728a68a4095066f6e7d9001a3','5','09:45','10:45','Reading and writing','1');
CREATE TABLE lesson_time_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	day text,
	begins text,
	ends text,
	what text,
	place text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE lesson_change (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	on_date text not null,
	instead_of text,
	what text not null,
	reason text not null
) strict;
INSERT INTO lesson_change VALUES(X'874386d4573d841095f11aee45a75b52',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017751376,NULL,1795339017751376,NULL,X'd690760728a68a4095066f6e7d9001a3','2026-12-02','Reading and writing','A walk to the library','The library shows us its new books.');
INSERT INTO lesson_change VALUES(X'fbb65fc24e298bda9f3b9d19e47741e3',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017762942,NULL,1795339017762942,NULL,X'63a8f3e1fa79891185d5536ee890a163','2026-12-02','Reading and writing','A walk to the library','The library shows us its new books.');
CREATE TABLE lesson_change_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	on_date text,
	instead_of text,
	what text,
	reason text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE lesson_held (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	competency blob not null,
	taught_on text not null
) strict;
CREATE TABLE lesson_held_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	competency blob,
	taught_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE graduation_requirement (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text not null,
	counts text not null,
	place integer
) strict;
INSERT INTO graduation_requirement VALUES(X'd84ecd7c2176872280a6f3df68ac6cd4',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017837043,NULL,1795339017837043,NULL,'Show your own work to others','A conference that the learner led, each year.',1);
INSERT INTO graduation_requirement VALUES(X'72ccfb1e775f814ebad73ab501e8a4fb',X'01a2028b446e75f9b95c7250712d9f64',1,1795339017837245,NULL,1795339017837245,NULL,'A project for the community','Something made with people outside school, and a talk about it.',2);
CREATE TABLE graduation_requirement_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text,
	counts text,
	place integer,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE profile_move (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	year integer not null,
	part text not null,
	words text,
	decides text not null,
	learner_says text,
	learner_by blob,
	learner_at integer,
	family_says text,
	family_by blob,
	family_at integer,
	seen_by blob,
	seen_at integer
) strict;
CREATE TABLE profile_move_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	year integer,
	part text,
	words text,
	decides text,
	learner_says text,
	learner_by blob,
	learner_at integer,
	family_says text,
	family_by blob,
	family_at integer,
	seen_by blob,
	seen_at integer,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE phrase (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	topic text not null,
	weight text,
	text text not null,
	source_id text
) strict;
INSERT INTO phrase VALUES(X'7ccaabc1302b8bfe8d377f255d0145e7',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015313912,NULL,1795339015313912,NULL,'good','plain','{name} had a good day today.','good-01');
INSERT INTO phrase VALUES(X'11b1774bbbe68e808683847124a96343',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015314276,NULL,1795339015314276,NULL,'good','plain','{name} helped a classmate today.','good-02');
INSERT INTO phrase VALUES(X'008e4bb845048ff2939badb1ea6825be',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015314414,NULL,1795339015314414,NULL,'good','plain','{name} asked a very good question in {what}.','good-03');
INSERT INTO phrase VALUES(X'55341597f27f857ca1ec8179689e75f6',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015314537,NULL,1795339015314537,NULL,'good','plain','{name} finished something hard and did not give up.','good-04');
INSERT INTO phrase VALUES(X'2d7e49b2c5df8e22a5e252d2441f3636',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015314676,NULL,1795339015314676,NULL,'good','plain','We are proud of {name}.','good-05');
INSERT INTO phrase VALUES(X'97246d1f841d8a59a638b3aa57b1c6fa',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015314819,NULL,1795339015314819,NULL,'good','plain','{name} read aloud to the class today.','good-06');
INSERT INTO phrase VALUES(X'a97e3aeb70d6879fb41582e3c3176936',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015314944,NULL,1795339015314944,NULL,'good','plain','{name} shared an idea that helped everyone.','good-07');
INSERT INTO phrase VALUES(X'1af3a4f437c68c5993ec57da3aabc245',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015315081,NULL,1795339015315081,NULL,'good','plain','{name} made a new friend.','good-08');
INSERT INTO phrase VALUES(X'9e74e4fec0688dd58b12b81388c1011d',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015315187,NULL,1795339015315187,NULL,'good','plain','{name} is getting better at {what}.','good-09');
INSERT INTO phrase VALUES(X'3903ab123d018f728cf1ec62bb30ec56',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015315315,NULL,1795339015315315,NULL,'good','plain','{name} worked well with others today.','good-10');
INSERT INTO phrase VALUES(X'4f239afccfe28f15b39a84e15fbfb5dd',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015315425,NULL,1795339015315425,NULL,'good','plain','Please tell {name} that we saw the effort.','good-11');
INSERT INTO phrase VALUES(X'e392d2b4ef0c80f8b3011ad749f9b988',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015315543,NULL,1795339015315543,NULL,'good','plain','Thank you for helping at home. It shows.','good-12');
INSERT INTO phrase VALUES(X'd4cb210cfe888ad69038652d3368477b',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015315663,NULL,1795339015315663,NULL,'good','plain','{name} used both languages today, and it helped.','good-13');
INSERT INTO phrase VALUES(X'e56cdd1ddf6c8a08b38e3dd52714b6e7',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015315780,NULL,1795339015315780,NULL,'good','plain','{name} reached a goal: {what}','good-14');
CREATE TABLE phrase_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	topic text,
	weight text,
	text text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE term (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	term text not null,
	plain text not null,
	source_id text
) strict;
INSERT INTO term VALUES(X'd7e47377916b8d7d9c93fe7a95c19c6c',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015571226,NULL,1795339015571226,NULL,'accommodation|accommodations','A change in how a child learns or shows learning. What is learned stays the same.','accommodation');
INSERT INTO term VALUES(X'1f2acf0ef39a8903b69007597ceba1e5',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015571690,NULL,1795339015571690,NULL,'modification|modifications','A change in what is learned: other or fewer goals than for the class.','modification');
INSERT INTO term VALUES(X'80e8a4a925618dca8bb0db2c45829641',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015573870,NULL,1795339015573870,NULL,'IEP|individualized education program','A written plan with goals and help for a child with a disability. The family is part of the team.','iep');
INSERT INTO term VALUES(X'1c3c16e984658fd5b0c41883c7f5ced2',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015574301,NULL,1795339015574301,NULL,'504 plan|Section 504','A written plan so that a child with a disability can take part like everyone, without special classes.','504');
INSERT INTO term VALUES(X'2a1d04029ce38369bceb908c93ae2133',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015574635,NULL,1795339015574635,NULL,'assessment|assessments','A way to find out what a child knows.','assessment');
INSERT INTO term VALUES(X'64a77c8101d58b1ea0330c75696d6fc1',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015574940,NULL,1795339015574940,NULL,'formative assessment|formative assessments','A quick look while learning goes on, to see what to teach next.','formative');
INSERT INTO term VALUES(X'229985ff7be681d59775c979b9a4832b',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015575277,NULL,1795339015575277,NULL,'summative assessment|summative assessments','A look at the end: what has been learned.','summative');
INSERT INTO term VALUES(X'67e49e181654870fa6e1e0af28420d6c',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015575580,NULL,1795339015575580,NULL,'screener|screening|universal screening','A short check of all children to see early who needs help.','screening');
INSERT INTO term VALUES(X'cde8a76987508f32a44b8aea20f1c54e',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015575893,NULL,1795339015575893,NULL,'progress monitoring|probe|probes','Short checks, often, to see whether the help works.','progress-monitoring');
INSERT INTO term VALUES(X'da543451a2e38ed3abd508e7ac286124',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015576251,NULL,1795339015576251,NULL,'intervention|interventions','Extra help for a while, for one clear need.','intervention');
INSERT INTO term VALUES(X'55820cb728f68b73a673068f92ad2f78',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015576577,NULL,1795339015576577,NULL,'tier 1|tier 2|tier 3','How much help: 1 for all, 2 a small group, 3 very much and often.','tier');
INSERT INTO term VALUES(X'7f823c83ff498e7aa219553fc64883ad',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015576919,NULL,1795339015576919,NULL,'MTSS|multi-tiered system of supports','How a school gives each child as much help as needed and looks whether it works.','mtss');
INSERT INTO term VALUES(X'd76c618e53228c93b8c4ff21c74d62bc',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015577306,NULL,1795339015577306,NULL,'RTI|response to intervention','Help first, then look how the child answers to it.','rti');
INSERT INTO term VALUES(X'820974de6ccb816c98f86b66939a00b0',X'01a2028b446e75f9b95c7250712d9f64',1,1795339015585560,NULL,1795339015585560,NULL,'competency|competencies','Something a child knows or can do, said in one sentence.','competency');
CREATE TABLE term_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	term text,
	plain text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE term_suggestion (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	term blob not null,
	language text not null,
	plain text not null
) strict;
CREATE TABLE term_suggestion_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	term blob,
	language text,
	plain text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE mastery_pace (
	learner blob not null,
	subject text not null,
	district blob not null,
	state blob not null,
	last_at integer not null,
	last_event blob not null,
	model blob,
	primary key (learner, subject)
) strict;
INSERT INTO mastery_pace VALUES(X'1d980ff7c7ed899e99c91aadca1a9a3c','english',X'01a2028b446e75f9b95c7250712d9f64',X'0d301d3f13000000',1793382120000000,X'b607a5431cba81cebcd7e186d60911fd',NULL);
INSERT INTO mastery_pace VALUES(X'1d980ff7c7ed899e99c91aadca1a9a3c','mathematics',X'01a2028b446e75f9b95c7250712d9f64',X'6a4e9c4036000000',1795109640000000,X'1a9500238b1a8e739233eb6f5bfab0c4',NULL);
CREATE TABLE plan_of_record (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	kind text not null,
	begin_on text not null,
	end_on text,
	met_on text,
	evaluated_on text,
	case_manager blob,
	strengths text,
	regular_share integer,
	share_reason text,
	reports text,
	no_advocacy text,
	taken_from text not null,
	taken_on text not null,
	source_id text
, rights_told_on text) strict;
CREATE TABLE plan_of_record_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	kind text,
	begin_on text,
	end_on text,
	met_on text,
	evaluated_on text,
	case_manager blob,
	strengths text,
	regular_share integer,
	share_reason text,
	reports text,
	no_advocacy text,
	taken_from text,
	taken_on text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob, rights_told_on text,
	primary key (id, version)
) strict;
CREATE TABLE el_plan (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	home_languages text,
	enrolled_on text,
	identified_on text,
	placed_on text not null,
	program text,
	newcomer integer,
	buddy text,
	notice_on text,
	notice_language text,
	notice_told text,
	declined_on text,
	exit_on text,
	exit_how text,
	clash_owner blob,
	review_on text,
	taken_from text not null,
	taken_on text not null,
	source_id text
, welcomed_on text) strict;
INSERT INTO el_plan VALUES(X'bb614231ee33812f915b0490ce34ff5a',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016240624,NULL,1795339016240624,NULL,X'1d22e5d27caf8ebbab4e16b08d4d3a23','Español','2025-08-31','2025-09-15','2025-09-20','push',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'1e4ac09eb165864cb1a5805cd42d378f',NULL,'Sample plan of record, on paper','2026-08-31',NULL,NULL);
INSERT INTO el_plan VALUES(X'21e882cf25fd8374a978fcf9575d668b',X'01a2028b446e75f9b95c7250712d9f64',1,1795339016264593,NULL,1795339016264593,NULL,X'0ff28f5bd825891ab5007f2d6f64842b','Español','2025-08-31','2025-09-15','2025-09-20','push',0,NULL,'2025-09-25','es','reasons level methods strengths help exit disability rights',NULL,NULL,NULL,X'5ab438e7ccb48bd09b323ff349043d19',NULL,'Sample plan of record, on paper','2026-08-31',NULL,NULL);
CREATE TABLE el_plan_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	home_languages text,
	enrolled_on text,
	identified_on text,
	placed_on text,
	program text,
	newcomer integer,
	buddy text,
	notice_on text,
	notice_language text,
	notice_told text,
	declined_on text,
	exit_on text,
	exit_how text,
	clash_owner blob,
	review_on text,
	taken_from text,
	taken_on text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob, welcomed_on text,
	primary key (id, version)
) strict;
CREATE TABLE attendance (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	missed_on text not null,
	what text not null,
	part real,
	minutes integer,
	source text
) strict;
CREATE TABLE attendance_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	missed_on text,
	what text,
	part real,
	minutes integer,
	source text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE line_level (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	line blob not null,
	measured_on text not null,
	level real not null,
	how text
) strict;
CREATE TABLE line_level_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	line blob,
	measured_on text,
	level real,
	how text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE team_decision (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	line blob,
	what text not null,
	decided_on text not null,
	team text not null,
	reason text not null,
	family_told_on text,
	family_language text
) strict;
CREATE TABLE team_decision_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	line blob,
	what text,
	decided_on text,
	team text,
	reason text,
	family_told_on text,
	family_language text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE learning_setting (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	line blob not null,
	place text not null,
	name text,
	mentor text,
	mentor_is text,
	mentor_contact text,
	checked_on text,
	may_see text,
	contact blob,
	supports text,
	language_support text,
	evidence text,
	rubric blob,
	time_of_day text,
	demanding integer,
	travel_minutes integer,
	study_minutes integer,
	begin_on text,
	end_on text
) strict;
CREATE TABLE learning_setting_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	line blob,
	place text,
	name text,
	mentor text,
	mentor_is text,
	mentor_contact text,
	checked_on text,
	may_see text,
	contact blob,
	supports text,
	language_support text,
	evidence text,
	rubric blob,
	time_of_day text,
	demanding integer,
	travel_minutes integer,
	study_minutes integer,
	begin_on text,
	end_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE legal_value (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	rule text not null,
	us_state text not null,
	amount integer not null,
	from_on text not null,
	source text not null
) strict;
CREATE TABLE legal_value_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	rule text,
	us_state text,
	amount integer,
	from_on text,
	source text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE plan_read (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	adult blob not null,
	read_on text not null
) strict;
CREATE TABLE coaching (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	class blob,
	line blob,
	asked_by blob not null,
	to_whom blob not null,
	text text not null,
	lesson_on text,
	due_on text not null,
	answer text,
	answered_on text,
	visit_on text,
	follow_up_on text,
	followed_up text
) strict;
CREATE TABLE coaching_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	class blob,
	line blob,
	asked_by blob,
	to_whom blob,
	text text,
	lesson_on text,
	due_on text,
	answer text,
	answered_on text,
	visit_on text,
	follow_up_on text,
	followed_up text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE service_session (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	line blob not null,
	on_day text not null,
	minutes integer not null,
	what text not null,
	why text,
	makes_up blob,
	text text,
	by_whom blob
) strict;
CREATE TABLE service_session_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	line blob,
	on_day text,
	minutes integer,
	what text,
	why text,
	makes_up blob,
	text text,
	by_whom blob,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE time_outside (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	minutes_week integer not null,
	what text not null,
	reason text not null,
	inside text not null,
	begin_on text,
	end_on text
) strict;
CREATE TABLE time_outside_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	minutes_week integer,
	what text,
	reason text,
	inside text,
	begin_on text,
	end_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE coplan_note (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	monday text not null,
	kind text not null,
	text text not null,
	who blob,
	by_on text,
	done integer
) strict;
CREATE TABLE coplan_note_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	monday text,
	kind text,
	text text,
	who blob,
	by_on text,
	done integer,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE planning_time (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	day text not null,
	begins text not null,
	ends text not null,
	place text
) strict;
CREATE TABLE planning_time_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	day text,
	begins text,
	ends text,
	place text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE planning_lost (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	on_day text not null,
	why text not null,
	answer text
) strict;
CREATE TABLE planning_lost_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	on_day text,
	why text,
	answer text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE access_task (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	term text,
	line blob,
	monday text not null,
	work blob,
	text text not null,
	owner blob not null,
	due_on text not null
) strict;
CREATE TABLE access_task_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	term text,
	line blob,
	monday text,
	work blob,
	text text,
	owner blob,
	due_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE access_repair (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	resource blob not null,
	text text not null,
	owner blob not null,
	due_on text not null
) strict;
CREATE TABLE access_repair_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	resource blob,
	text text,
	owner blob,
	due_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE safety_report (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	kind text not null,
	text text not null,
	said_by blob,
	owner blob,
	plan text,
	look_on text
) strict;
CREATE TABLE safety_report_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	kind text,
	text text,
	said_by blob,
	owner blob,
	plan text,
	look_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE closed_day (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	begin_on text not null,
	end_on text,
	title text not null
) strict;
CREATE TABLE closed_day_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	begin_on text,
	end_on text,
	title text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE erasure (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	kinds text not null,
	ground text not null,
	told_on text,
	how text,
	approved_by blob not null,
	approved_on text not null,
	gone integer
) strict;
CREATE TABLE erasure_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	kinds text,
	ground text,
	told_on text,
	how text,
	approved_by blob,
	approved_on text,
	gone integer,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE record_hold (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	why text not null,
	begin_on text not null,
	end_on text
) strict;
CREATE TABLE record_hold_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	why text,
	begin_on text,
	end_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE record_request (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	kind text not null,
	asked_by blob,
	answer text
) strict;
CREATE TABLE record_request_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	kind text,
	asked_by blob,
	answer text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE day_block (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	day text not null,
	begins text not null,
	ends text not null,
	what text not null,
	kind text not null,
	place text,
	adult text,
	supports text,
	travel_minutes integer,
	demanding integer,
	line blob,
	setting blob,
	begin_on text,
	end_on text
) strict;
CREATE TABLE day_block_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	day text,
	begins text,
	ends text,
	what text,
	kind text,
	place text,
	adult text,
	supports text,
	travel_minutes integer,
	demanding integer,
	line blob,
	setting blob,
	begin_on text,
	end_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE iep (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	number integer,
	kind text not null,
	why text,
	met_on text,
	no_meeting integer,
	begin_on text,
	end_on text,
	strengths text,
	present_academic text,
	present_functional text,
	impact text,
	parent_concerns text,
	evaluations text,
	factor_behavior text,
	factor_language text,
	factor_braille text,
	factor_communication text,
	factor_technology text,
	factors_note text,
	regular_share integer,
	share_reason text,
	reports text,
	alternate integer,
	alternate_why text,
	extended_year text,
	transition_assessment text,
	transition_courses text,
	rights_told_on text,
	no_advocacy text,
	unsigned_why text,
	locked_on text,
	seal text
) strict;
CREATE TABLE iep_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	number integer,
	kind text,
	why text,
	met_on text,
	no_meeting integer,
	begin_on text,
	end_on text,
	strengths text,
	present_academic text,
	present_functional text,
	impact text,
	parent_concerns text,
	evaluations text,
	factor_behavior text,
	factor_language text,
	factor_braille text,
	factor_communication text,
	factor_technology text,
	factors_note text,
	regular_share integer,
	share_reason text,
	reports text,
	alternate integer,
	alternate_why text,
	extended_year text,
	transition_assessment text,
	transition_courses text,
	rights_told_on text,
	no_advocacy text,
	unsigned_why text,
	locked_on text,
	seal text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE iep_line (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	iep blob not null,
	kind text not null,
	text text not null,
	area text,
	need text,
	given text,
	baseline real,
	baseline_on text,
	target real,
	unit text,
	criterion text,
	measure text,
	adult text,
	finish_on text,
	begin_on text,
	frequency text,
	location text,
	duration text,
	minutes_week integer,
	term text,
	value text,
	line blob
) strict;
CREATE TABLE iep_line_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	iep blob,
	kind text,
	text text,
	area text,
	need text,
	given text,
	baseline real,
	baseline_on text,
	target real,
	unit text,
	criterion text,
	measure text,
	adult text,
	finish_on text,
	begin_on text,
	frequency text,
	location text,
	duration text,
	minutes_week integer,
	term text,
	value text,
	line blob,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE iep_signature (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	iep blob not null,
	person blob,
	name text not null,
	role text not null,
	agrees text not null,
	text text,
	on_paper integer,
	signed_on text not null
) strict;
CREATE TABLE sit_down (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	competency blob not null,
	tries integer,
	owner blob not null,
	due_on text not null,
	came_of_it text
) strict;
CREATE TABLE sit_down_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	competency blob,
	tries integer,
	owner blob,
	due_on text,
	came_of_it text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
CREATE TABLE notice (
	id blob primary key,
	district blob not null,
	learner blob not null,
	adult blob not null,
	kind text not null,
	tone text not null,
	about blob not null,
	made_at integer not null,
	made_by blob,
	wait_until integer not null,
	bundle blob
) strict;
INSERT INTO notice VALUES(X'01a2028b5930716a96786c66780b4bf8',X'01a2028b446e75f9b95c7250712d9f64',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'2d56954d01af853e8639a8361000bc3a','week','plain',X'01a2028b592f7012929571adc740e148',1795339016496350,NULL,1795340216496350,NULL);
INSERT INTO notice VALUES(X'01a2028b593a72978a28a2d6298e95a6',X'01a2028b446e75f9b95c7250712d9f64',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'2d56954d01af853e8639a8361000bc3a','week','plain',X'01a2028b5930716a96786d0ff3dcf605',1795339016506019,NULL,1795340216506019,NULL);
INSERT INTO notice VALUES(X'01a2028b593c76829e78c0ec92b5123e',X'01a2028b446e75f9b95c7250712d9f64',X'3b5d2ca5001385afb03af3f30a510ae3',X'1e991fdbf7958bb49ef4efa2533638e4','week','plain',X'01a2028b593b75d788126603ae72e56b',1795339016508173,NULL,1795340216508173,NULL);
INSERT INTO notice VALUES(X'01a2028b5945752dbe28197dc81fbe3e',X'01a2028b446e75f9b95c7250712d9f64',X'3b5d2ca5001385afb03af3f30a510ae3',X'1e991fdbf7958bb49ef4efa2533638e4','week','plain',X'01a2028b593c76829e78c179a5004716',1795339016517401,NULL,1795340216517401,NULL);
INSERT INTO notice VALUES(X'01a2028b5caf70ab9a99c89e455ea6c0',X'01a2028b446e75f9b95c7250712d9f64',X'1d22e5d27caf8ebbab4e16b08d4d3a23',X'37980353daab81be86ba985226a49c84','week','plain',X'01a2028b5cae7599afef54852ab66ecc',1795339017391246,NULL,1795340217391246,NULL);
INSERT INTO notice VALUES(X'01a2028b5cb0771c81ded0368c029381',X'01a2028b446e75f9b95c7250712d9f64',X'1d22e5d27caf8ebbab4e16b08d4d3a23',X'37980353daab81be86ba985226a49c84','week','plain',X'01a2028b5caf70ab9a99c8bfbad53d8b',1795339017392277,NULL,1795340217392276,NULL);
INSERT INTO notice VALUES(X'01a2028b5d3f770b935b6279e5037d71',X'01a2028b446e75f9b95c7250712d9f64',X'0ff28f5bd825891ab5007f2d6f64842b',X'78e0af940e7f84bbb13f351233e43f79','week','plain',X'01a2028b5d3e7507a9dec1644261dea3',1795339017535310,NULL,1795340217535310,NULL);
INSERT INTO notice VALUES(X'01a2028b5d3f770b935b62e9d3111146',X'01a2028b446e75f9b95c7250712d9f64',X'0ff28f5bd825891ab5007f2d6f64842b',X'c56907e37a1682aa9310cc230cab6d01','week','plain',X'01a2028b5d3e7507a9dec1644261dea3',1795339017535333,NULL,1795340217535332,NULL);
INSERT INTO notice VALUES(X'01a2028b5d40760792268386f879021a',X'01a2028b446e75f9b95c7250712d9f64',X'0ff28f5bd825891ab5007f2d6f64842b',X'78e0af940e7f84bbb13f351233e43f79','week','plain',X'01a2028b5d3f770b935b631d147b6723',1795339017536490,NULL,1795340217536490,NULL);
INSERT INTO notice VALUES(X'01a2028b5d4076079226846912f81205',X'01a2028b446e75f9b95c7250712d9f64',X'0ff28f5bd825891ab5007f2d6f64842b',X'c56907e37a1682aa9310cc230cab6d01','week','plain',X'01a2028b5d3f770b935b631d147b6723',1795339017536499,NULL,1795340217536499,NULL);
INSERT INTO notice VALUES(X'01a2028b5dcb70bb903abcce3f30cb45',X'01a2028b446e75f9b95c7250712d9f64',X'1d980ff7c7ed899e99c91aadca1a9a3c',X'2d56954d01af853e8639a8361000bc3a','meeting','plain',X'956860ee49908a99a0447fc984ac2464',1795339017675168,NULL,1795340217675168,NULL);
INSERT INTO notice VALUES(X'01a2028b5ddb73be84963e5a3467b00f',X'01a2028b446e75f9b95c7250712d9f64',X'1d22e5d27caf8ebbab4e16b08d4d3a23',X'37980353daab81be86ba985226a49c84','meeting','plain',X'1b3c9c15e31b83a58c6603b50481f2f2',1795339017691374,NULL,1795340217691374,NULL);
INSERT INTO notice VALUES(X'01a2028b5ddb73be84964089fca0b212',X'01a2028b446e75f9b95c7250712d9f64',X'0ff28f5bd825891ab5007f2d6f64842b',X'78e0af940e7f84bbb13f351233e43f79','meeting','plain',X'92586c16bcab89caaeb27b34e415ec94',1795339017691657,NULL,1795340217691657,NULL);
INSERT INTO notice VALUES(X'01a2028b5ddb73be8496413d3a7ddbf7',X'01a2028b446e75f9b95c7250712d9f64',X'0ff28f5bd825891ab5007f2d6f64842b',X'c56907e37a1682aa9310cc230cab6d01','meeting','plain',X'92586c16bcab89caaeb27b34e415ec94',1795339017691665,NULL,1795340217691664,NULL);
CREATE TABLE outgoing (
	id blob primary key,
	district blob not null,
	bundle blob not null,
	learner blob,
	adult blob not null,
	way text not null,
	state text not null,
	language text not null,
	address text not null,
	link text not null,
	tag text not null,
	parts integer not null,
	cost integer not null,
	not_before integer not null,
	tries integer not null,
	lease_until integer not null,
	why text not null,
	made_at integer not null,
	sent_at integer not null,
	opened_at integer not null,
	opened integer not null,
	answered_at integer not null,
	done_at integer not null,
	done_by blob,
	ends_at integer not null
) strict;
CREATE TABLE incoming (
	id blob primary key,
	district blob not null,
	way text not null,
	sender text not null,
	provider text not null,
	text text not null,
	at integer not null,
	state text not null,
	learner blob,
	adult blob,
	outgoing blob,
	note blob,
	done_at integer not null,
	done_by blob
) strict;
CREATE TABLE reach_stop (
	district blob not null,
	way text not null,
	address text not null,
	at integer not null,
	primary key (district, way, address)
) strict;
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','search_words','search_words',0,'CREATE VIRTUAL TABLE search_words using fts5(words, tokenize = ''ascii'')');
CREATE UNIQUE INDEX search_record on search (id, see);
CREATE INDEX disclosure_learner on disclosure (learner, at);
CREATE INDEX job_waiting on job (state, made_at);
CREATE UNIQUE INDEX account_login on account (district, login);
CREATE UNIQUE INDEX account_person on account (district, person);
CREATE INDEX credential_account on credential (account, kind);
CREATE INDEX credential_secret on credential (district, kind, secret);
CREATE UNIQUE INDEX session_token on session (token);
CREATE INDEX session_account on session (account);
CREATE INDEX session_ends_at on session (ends_at);
CREATE UNIQUE INDEX invitation_code on invitation (district, code);
CREATE INDEX invitation_account on invitation (account);
CREATE UNIQUE INDEX device_token on device (token);
CREATE INDEX device_class on device (class);
CREATE INDEX once_made_at on once (made_at);
CREATE INDEX org_name on org (district, name, id);
CREATE INDEX org_kind on org (district, kind, id);
CREATE INDEX org_parent on org (parent, id);
CREATE UNIQUE INDEX org_source_id on org (district, source_id);
CREATE INDEX academic_session_kind on academic_session (district, kind, id);
CREATE INDEX academic_session_begin_on on academic_session (district, begin_on, id);
CREATE INDEX academic_session_end_on on academic_session (district, end_on, id);
CREATE INDEX academic_session_parent on academic_session (parent, id);
CREATE UNIQUE INDEX academic_session_source_id on academic_session (district, source_id);
CREATE INDEX course_title on course (district, title, id);
CREATE INDEX course_org on course (org, id);
CREATE UNIQUE INDEX course_source_id on course (district, source_id);
CREATE INDEX class_title on class (district, title, id);
CREATE INDEX class_kind on class (district, kind, id);
CREATE INDEX class_course on class (course, id);
CREATE INDEX class_org on class (org, id);
CREATE INDEX class_session on class (session, id);
CREATE UNIQUE INDEX class_source_id on class (district, source_id);
CREATE INDEX person_family_name on person (district, family_name, id);
CREATE INDEX person_grade on person (district, grade, id);
CREATE UNIQUE INDEX person_username on person (district, username);
CREATE INDEX person_email on person (district, email, id);
CREATE INDEX person_identifier on person (district, identifier, id);
CREATE INDEX person_active on person (district, active, id);
CREATE UNIQUE INDEX person_source_id on person (district, source_id);
CREATE INDEX role_person on role (person, id);
CREATE INDEX role_org on role (org, id);
CREATE INDEX role_role on role (district, role, id);
CREATE UNIQUE INDEX role_source_id on role (district, source_id);
CREATE INDEX enrolment_class on enrolment (class, id);
CREATE INDEX enrolment_person on enrolment (person, id);
CREATE INDEX guardian_learner on guardian (learner, id);
CREATE INDEX guardian_adult on guardian (adult, id);
CREATE INDEX guardian_relation on guardian (district, relation, id);
CREATE INDEX support_role_learner on support_role (learner, id);
CREATE INDEX support_role_adult on support_role (adult, id);
CREATE INDEX support_role_role on support_role (district, role, id);
CREATE INDEX class_group_class on class_group (class, id);
CREATE INDEX class_group_name on class_group (district, name, id);
CREATE INDEX class_group_begin_on on class_group (district, begin_on, id);
CREATE INDEX class_group_end_on on class_group (district, end_on, id);
CREATE INDEX group_member_class_group on group_member (class_group, id);
CREATE INDEX group_member_learner on group_member (learner, id);
CREATE INDEX program_learner on program (learner, id);
CREATE INDEX program_program on program (district, program, id);
CREATE INDEX demographics_learner on demographics (learner, id);
CREATE INDEX english_level_learner on english_level (learner, id);
CREATE INDEX english_level_tested_on on english_level (district, tested_on, id);
CREATE INDEX home_access_learner on home_access (learner, id);
CREATE INDEX home_access_device on home_access (district, device, id);
CREATE INDEX home_access_connection on home_access (district, connection, id);
CREATE INDEX home_access_paper on home_access (district, paper, id);
CREATE INDEX framework_title on framework (district, title, id);
CREATE UNIQUE INDEX framework_source_id on framework (district, source_id);
CREATE INDEX competency_framework on competency (framework, id);
CREATE INDEX competency_code on competency (district, code, id);
CREATE INDEX competency_grade on competency (district, grade, id);
CREATE INDEX competency_subject on competency (district, subject, id);
CREATE INDEX competency_domain on competency (district, domain, id);
CREATE INDEX competency_kind on competency (district, kind, id);
CREATE INDEX competency_parent on competency (parent, id);
CREATE UNIQUE INDEX competency_source_id on competency (district, source_id);
CREATE INDEX association_origin on association (origin, id);
CREATE INDEX association_kind on association (district, kind, id);
CREATE INDEX association_destination on association (destination, id);
CREATE UNIQUE INDEX association_source_id on association (district, source_id);
CREATE INDEX resource_title on resource (district, title, id);
CREATE INDEX resource_kind on resource (district, kind, id);
CREATE INDEX resource_language on resource (district, language, id);
CREATE INDEX resource_level on resource (district, level, id);
CREATE INDEX resource_grade on resource (district, grade, id);
CREATE INDEX resource_same_goal on resource (district, same_goal, id);
CREATE INDEX resource_rigor on resource (district, rigor, id);
CREATE UNIQUE INDEX resource_source_id on resource (district, source_id);
CREATE INDEX alignment_resource on alignment (resource, id);
CREATE INDEX alignment_competency on alignment (competency, id);
CREATE INDEX item_resource on item (resource, id);
CREATE INDEX item_title on item (district, title, id);
CREATE INDEX item_competency on item (competency, id);
CREATE INDEX item_skill on item (district, skill, id);
CREATE INDEX item_kind on item (district, kind, id);
CREATE UNIQUE INDEX item_source_id on item (district, source_id);
CREATE INDEX rubric_title on rubric (district, title, id);
CREATE INDEX rubric_resource on rubric (resource, id);
CREATE INDEX rubric_competency on rubric (competency, id);
CREATE UNIQUE INDEX rubric_source_id on rubric (district, source_id);
CREATE INDEX criterion_rubric on criterion (rubric, id);
CREATE INDEX criterion_position on criterion (district, position, id);
CREATE INDEX profile_learner on profile (learner, id);
CREATE INDEX profile_domain_learner on profile_domain (learner, id);
CREATE INDEX profile_domain_domain on profile_domain (district, domain, id);
CREATE INDEX note_learner on note (learner, id);
CREATE INDEX note_kind on note (district, kind, id);
CREATE INDEX note_part on note (district, part, id);
CREATE INDEX note_record on note (district, record, id);
CREATE INDEX note_author_is on note (district, author_is, id);
CREATE INDEX goal_learner on goal (learner, id);
CREATE INDEX goal_kind on goal (district, kind, id);
CREATE INDEX goal_check_in on goal (district, check_in, id);
CREATE INDEX goal_competency on goal (competency, id);
CREATE INDEX need_learner on need (learner, id);
CREATE INDEX need_term on need (district, term, id);
CREATE INDEX need_source on need (district, source, id);
CREATE INDEX plan_learner on plan (learner, id);
CREATE INDEX plan_session on plan (session, id);
CREATE INDEX plan_begin_on on plan (district, begin_on, id);
CREATE INDEX plan_review_on on plan (district, review_on, id);
CREATE INDEX plan_line_learner on plan_line (learner, id);
CREATE INDEX plan_line_plan on plan_line (plan, id);
CREATE INDEX plan_line_source on plan_line (district, source, id);
CREATE INDEX plan_line_kind on plan_line (district, kind, id);
CREATE INDEX plan_line_goal on plan_line (goal, id);
CREATE INDEX plan_line_competency on plan_line (competency, id);
CREATE INDEX plan_line_term on plan_line (district, term, id);
CREATE INDEX plan_line_end_on on plan_line (district, end_on, id);
CREATE UNIQUE INDEX plan_line_source_id on plan_line (district, source_id);
CREATE INDEX week_plan_learner on week_plan (learner, id);
CREATE INDEX week_plan_monday on week_plan (district, monday, id);
CREATE INDEX week_plan_class on week_plan (class, id);
CREATE INDEX week_item_learner on week_item (learner, id);
CREATE INDEX week_item_week on week_item (week, id);
CREATE INDEX week_item_day on week_item (district, day, id);
CREATE INDEX week_item_resource on week_item (resource, id);
CREATE INDEX week_item_competency on week_item (competency, id);
CREATE INDEX week_item_mode on week_item (district, mode, id);
CREATE INDEX week_item_by_until on week_item (district, by_until, id);
CREATE INDEX event_learner on event (learner, id);
CREATE INDEX event_competency on event (competency, id);
CREATE INDEX event_week_item on event (week_item, id);
CREATE INDEX event_happened_at on event (district, happened_at, id);
CREATE INDEX confirmation_learner on confirmation (learner, id);
CREATE INDEX confirmation_competency on confirmation (competency, id);
CREATE INDEX confirmation_confirmed_on on confirmation (district, confirmed_on, id);
CREATE INDEX reflection_learner on reflection (learner, id);
CREATE INDEX reflection_event on reflection (event, id);
CREATE INDEX reflection_week_item on reflection (week_item, id);
CREATE INDEX mastery_competency on mastery (competency, learner);
CREATE INDEX thread_learner on thread (learner, id);
CREATE INDEX thread_about on thread (district, about, id);
CREATE INDEX thread_week on thread (week, id);
CREATE INDEX thread_week_item on thread (week_item, id);
CREATE INDEX thread_follow_up on thread (follow_up, id);
CREATE INDEX thread_follow_up_on on thread (district, follow_up_on, id);
CREATE INDEX message_learner on message (learner, id);
CREATE INDEX message_thread on message (thread, id);
CREATE INDEX help_request_learner on help_request (learner, id);
CREATE INDEX help_request_kind on help_request (district, kind, id);
CREATE INDEX help_request_week_item on help_request (week_item, id);
CREATE INDEX help_request_class on help_request (class, id);
CREATE INDEX help_request_due_at on help_request (district, due_at, id);
CREATE INDEX help_request_pass_to on help_request (pass_to, id);
CREATE INDEX conference_learner on conference (learner, id);
CREATE INDEX conference_kind on conference (district, kind, id);
CREATE INDEX conference_planned_on on conference (district, planned_on, id);
CREATE INDEX conference_held_on on conference (district, held_on, id);
CREATE INDEX import_run_state on import_run (district, state, made_at);
CREATE INDEX draft_updated_at on draft (district, updated_at);
CREATE INDEX class_target_class on class_target (class, id);
CREATE INDEX class_target_monday on class_target (district, monday, id);
CREATE INDEX set_aside_learner on set_aside (learner, id);
CREATE INDEX set_aside_monday on set_aside (district, monday, id);
CREATE INDEX paper_sheet_work on paper_sheet (work);
CREATE INDEX paper_sheet_packet on paper_sheet (packet);
CREATE INDEX paper_sheet_class on paper_sheet (class, created_at);
CREATE INDEX attachment_learner on attachment (learner, id);
CREATE INDEX attachment_kind on attachment (district, kind, id);
CREATE INDEX attachment_hash on attachment (district, hash, id);
CREATE INDEX attachment_event on attachment (event, id);
CREATE INDEX attachment_message on attachment (message, id);
CREATE INDEX attachment_note on attachment (note, id);
CREATE INDEX attachment_help_request on attachment (help_request, id);
CREATE INDEX import_upload_made on import_upload (district, made_at);
CREATE INDEX result_learner on result (learner, id);
CREATE INDEX result_kind on result (district, kind, id);
CREATE INDEX result_taken_on on result (district, taken_on, id);
CREATE INDEX delivery_learner on delivery (learner, id);
CREATE INDEX delivery_owner on delivery (owner, id);
CREATE INDEX delivery_answers on delivery (answers, id);
CREATE UNIQUE INDEX mastery_model_number on mastery_model (district, number);
CREATE INDEX udl_check_resource on udl_check (resource, id);
CREATE INDEX plan_sitting_learner on plan_sitting (learner, id);
CREATE INDEX plan_sitting_plan on plan_sitting (plan, id);
CREATE INDEX lesson_time_class on lesson_time (class, id);
CREATE INDEX lesson_time_day on lesson_time (district, day, id);
CREATE INDEX lesson_change_class on lesson_change (class, id);
CREATE INDEX lesson_change_on_date on lesson_change (district, on_date, id);
CREATE INDEX lesson_held_class on lesson_held (class, id);
CREATE INDEX lesson_held_competency on lesson_held (competency, id);
CREATE INDEX lesson_held_taught_on on lesson_held (district, taught_on, id);
CREATE INDEX graduation_requirement_place on graduation_requirement (district, place, id);
CREATE INDEX profile_move_learner on profile_move (learner, id);
CREATE INDEX profile_move_year on profile_move (district, year, id);
CREATE INDEX profile_move_part on profile_move (district, part, id);
CREATE INDEX attachment_reflection on attachment (reflection, id);
CREATE UNIQUE INDEX enrolment_source_id on enrolment (district, source_id) where source_id is not null;
CREATE INDEX phrase_topic on phrase (district, topic, id);
CREATE INDEX phrase_weight on phrase (district, weight, id);
CREATE UNIQUE INDEX phrase_source_id on phrase (district, source_id);
CREATE INDEX term_term on term (district, term, id);
CREATE UNIQUE INDEX term_source_id on term (district, source_id);
CREATE INDEX term_suggestion_term on term_suggestion (term, id);
CREATE INDEX term_suggestion_language on term_suggestion (district, language, id);
CREATE INDEX event_scorer on event (actor, id) where score is not null;
CREATE INDEX plan_of_record_learner on plan_of_record (learner, id);
CREATE INDEX plan_of_record_kind on plan_of_record (district, kind, id);
CREATE INDEX plan_of_record_begin_on on plan_of_record (district, begin_on, id);
CREATE INDEX plan_of_record_end_on on plan_of_record (district, end_on, id);
CREATE INDEX plan_of_record_case_manager on plan_of_record (case_manager, id);
CREATE UNIQUE INDEX plan_of_record_source_id on plan_of_record (district, source_id);
CREATE INDEX el_plan_learner on el_plan (learner, id);
CREATE INDEX el_plan_placed_on on el_plan (district, placed_on, id);
CREATE INDEX el_plan_exit_on on el_plan (district, exit_on, id);
CREATE INDEX el_plan_review_on on el_plan (district, review_on, id);
CREATE UNIQUE INDEX el_plan_source_id on el_plan (district, source_id);
CREATE INDEX attendance_learner on attendance (learner, id);
CREATE INDEX attendance_missed_on on attendance (district, missed_on, id);
CREATE INDEX attendance_what on attendance (district, what, id);
CREATE INDEX line_level_learner on line_level (learner, id);
CREATE INDEX line_level_line on line_level (line, id);
CREATE INDEX line_level_measured_on on line_level (district, measured_on, id);
CREATE INDEX team_decision_learner on team_decision (learner, id);
CREATE INDEX team_decision_line on team_decision (line, id);
CREATE INDEX team_decision_what on team_decision (district, what, id);
CREATE INDEX team_decision_decided_on on team_decision (district, decided_on, id);
CREATE INDEX learning_setting_learner on learning_setting (learner, id);
CREATE INDEX learning_setting_line on learning_setting (line, id);
CREATE INDEX learning_setting_place on learning_setting (district, place, id);
CREATE INDEX learning_setting_begin_on on learning_setting (district, begin_on, id);
CREATE INDEX legal_value_rule on legal_value (district, rule, id);
CREATE INDEX legal_value_from_on on legal_value (district, from_on, id);
CREATE INDEX plan_read_learner on plan_read (learner, id);
CREATE INDEX plan_read_adult on plan_read (adult, id);
CREATE INDEX coaching_learner on coaching (learner, id);
CREATE INDEX coaching_class on coaching (class, id);
CREATE INDEX coaching_asked_by on coaching (asked_by, id);
CREATE INDEX coaching_to_whom on coaching (to_whom, id);
CREATE INDEX coaching_due_on on coaching (district, due_on, id);
CREATE INDEX service_session_learner on service_session (learner, id);
CREATE INDEX service_session_line on service_session (line, id);
CREATE INDEX service_session_on_day on service_session (district, on_day, id);
CREATE INDEX service_session_what on service_session (district, what, id);
CREATE INDEX service_session_makes_up on service_session (makes_up, id);
CREATE INDEX time_outside_learner on time_outside (learner, id);
CREATE INDEX time_outside_what on time_outside (district, what, id);
CREATE INDEX coplan_note_class on coplan_note (class, id);
CREATE INDEX coplan_note_monday on coplan_note (district, monday, id);
CREATE INDEX coplan_note_kind on coplan_note (district, kind, id);
CREATE INDEX coplan_note_who on coplan_note (who, id);
CREATE INDEX planning_time_class on planning_time (class, id);
CREATE INDEX planning_time_day on planning_time (district, day, id);
CREATE INDEX planning_lost_class on planning_lost (class, id);
CREATE INDEX planning_lost_on_day on planning_lost (district, on_day, id);
CREATE INDEX access_task_learner on access_task (learner, id);
CREATE INDEX access_task_term on access_task (district, term, id);
CREATE INDEX access_task_line on access_task (line, id);
CREATE INDEX access_task_monday on access_task (district, monday, id);
CREATE INDEX access_task_work on access_task (work, id);
CREATE INDEX access_task_owner on access_task (owner, id);
CREATE INDEX access_task_due_on on access_task (district, due_on, id);
CREATE INDEX access_repair_resource on access_repair (resource, id);
CREATE INDEX access_repair_owner on access_repair (owner, id);
CREATE INDEX access_repair_due_on on access_repair (district, due_on, id);
CREATE INDEX safety_report_learner on safety_report (learner, id);
CREATE INDEX safety_report_owner on safety_report (owner, id);
CREATE INDEX safety_report_look_on on safety_report (district, look_on, id);
CREATE INDEX closed_day_begin_on on closed_day (district, begin_on, id);
CREATE INDEX erasure_learner on erasure (learner, id);
CREATE INDEX erasure_approved_on on erasure (district, approved_on, id);
CREATE INDEX record_hold_learner on record_hold (learner, id);
CREATE INDEX record_hold_begin_on on record_hold (district, begin_on, id);
CREATE INDEX record_request_learner on record_request (learner, id);
CREATE INDEX day_block_learner on day_block (learner, id);
CREATE INDEX day_block_day on day_block (district, day, id);
CREATE INDEX day_block_line on day_block (line, id);
CREATE INDEX iep_learner on iep (learner, id);
CREATE INDEX iep_line_learner on iep_line (learner, id);
CREATE INDEX iep_line_iep on iep_line (iep, id);
CREATE INDEX iep_signature_learner on iep_signature (learner, id);
CREATE INDEX iep_signature_iep on iep_signature (iep, id);
CREATE INDEX sit_down_learner on sit_down (learner, id);
CREATE INDEX sit_down_competency on sit_down (competency, id);
CREATE INDEX sit_down_owner on sit_down (owner, id);
CREATE INDEX sit_down_due_on on sit_down (district, due_on, id);
CREATE UNIQUE INDEX notice_once on notice (about, adult, kind);
CREATE INDEX notice_waiting on notice (district, wait_until) where bundle is null;
CREATE INDEX notice_learner on notice (learner, made_at);
CREATE INDEX notice_bundle on notice (bundle);
CREATE INDEX outgoing_bundle on outgoing (bundle);
CREATE INDEX outgoing_state on outgoing (district, state, not_before);
CREATE INDEX outgoing_adult on outgoing (adult, made_at);
CREATE INDEX outgoing_learner on outgoing (learner, made_at);
CREATE INDEX outgoing_address on outgoing (district, way, address, sent_at);
CREATE UNIQUE INDEX outgoing_link on outgoing (link, way);
CREATE UNIQUE INDEX incoming_once on incoming (district, way, provider);
CREATE INDEX incoming_state on incoming (district, state, at);
CREATE INDEX incoming_learner on incoming (learner, at);
CREATE VIEW guardian_access as
select district, adult, learner,
	case when begin_on is null or restriction_until >= begin_on then restriction_until || '~' else begin_on end as begin_on, end_on
from guardian where has_access = 1;
CREATE VIEW relation as
select district, id as viewer, id as learner, 1 as rel, null as begin_on, null as end_on from person
union all
select district, adult, learner, 2, begin_on, end_on from guardian_access
union all
select t.district, t.person, s.person, 4,
	case when t.begin_on is null or s.begin_on > t.begin_on then s.begin_on else t.begin_on end,
	case when t.end_on is null or s.end_on < t.end_on then s.end_on else t.end_on end
from enrolment t join enrolment s on s.class = t.class
where t.role in ('teacher', 'aide') and s.role = 'student'
union all
select district, adult, learner,
	case when role in ('caseManager', 'specialEducator', 'provider') then 8 when role = 'elSpecialist' then 16 when role = 'adviser' then 32 else 256 end,
	begin_on, end_on
from support_role
union all
select a.district, a.person, s.person, 64,
	case when a.begin_on is null or s.begin_on > a.begin_on then s.begin_on else a.begin_on end,
	case when a.end_on is null or s.end_on < a.end_on then s.end_on else a.end_on end
from role a join role s on s.org = a.org
where a.role in ('principal', 'siteAdministrator');
CREATE VIEW class_relation as
select district, person as viewer, class, case when role = 'student' then 1 else 4 end as rel, begin_on, end_on
from enrolment where role in ('student', 'teacher', 'aide')
union all
select e.district, r.adult, e.class, case when r.role = 'elSpecialist' then 16 else 8 end,
	case when r.begin_on is null or e.begin_on > r.begin_on then e.begin_on else r.begin_on end,
	case when r.end_on is null or e.end_on < r.end_on then e.end_on else r.end_on end
from support_role r join enrolment e on e.person = r.learner
where e.role = 'student' and r.role in ('caseManager', 'specialEducator', 'provider', 'elSpecialist')
union all
select e.district, g.adult, e.class, 2,
	case when g.begin_on is null or e.begin_on > g.begin_on then e.begin_on else g.begin_on end,
	case when g.end_on is null or e.end_on < g.end_on then e.end_on else g.end_on end
from guardian_access g join enrolment e on e.person = g.learner
where e.role = 'student'
union all
select a.district, a.person, c.id, 64, a.begin_on, a.end_on
from role a join class c on c.org = a.org
where a.role in ('principal', 'siteAdministrator');
CREATE VIEW hat as
select district, person as viewer,
	case when role = 'student' then 1 when role in ('guardian', 'parent', 'relative') then 2
		when role in ('teacher', 'aide') then 4 when role in ('specialEducator', 'provider') then 8
		when role = 'elSpecialist' then 16 when role = 'counselor' then 32
		when role in ('principal', 'siteAdministrator') then 64 when role = 'districtAdministrator' then 128
		when role = 'systemAdministrator' then 512 else 256 end as rel,
	org, begin_on, end_on
from role
union all
select district, adult, 2, null, begin_on, end_on from guardian_access
union all
select district, adult,
	case when role in ('caseManager', 'specialEducator', 'provider') then 8 when role = 'elSpecialist' then 16 when role = 'adviser' then 32 else 256 end,
	null, begin_on, end_on
from support_role;
PRAGMA writable_schema=OFF;
COMMIT;

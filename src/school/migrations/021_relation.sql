-- Who is what to whom. access.h says what these views must give; everything that asks about rights asks them.

-- Family with access. After a court restriction with a last day access begins again on the day after: "2026-10-01~"
-- is later than 2026-10-01 and earlier than any later day.
create view guardian_access as
select district, adult, learner,
	case when begin_on is null or restriction_until >= begin_on then restriction_until || '~' else begin_on end as begin_on, end_on
from guardian where has_access = 1;

create view relation as
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

create view class_relation as
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

create view hat as
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

-- Why: a baseline is entered in the unit of its target; the plan publishes its targets for that.
create view app.plan_target_v with (security_invoker = true) as
select p.zone_id, p.plan_id, p.version, p.in_force_from, t.target ->> 'id' as target_id, t.target ->> 'unit' as unit
from app.plan_version p
cross join lateral jsonb_array_elements(p.definition -> 'targets') as t (target);
comment on view app.plan_target_v is 'The targets of every version of the plan with their units; published by the module plan.';
grant select on app.plan_target_v to yh_app;

#include "record/inside.h"

#include <string.h>

static void put_choices(struct json_out *o, struct str values)
{
	json_open(o, '[');
	while (values.n > 0)
		json_put_str(o, str_cut(&values, ' '));
	json_close(o, ']');
}

static void put_id(struct json_out *o, struct id id)
{
	char text[ID_TEXT];
	if (id_nil(id))
		json_put_null(o);
	else
		json_put_str(o, str_z(id_text(id, text)));
}

static void put_value(struct json_out *o, struct arena *a, const struct field *f, const struct val *v)
{
	switch (v->type) {
	case 'i':
		if (f->type == F_BOOL)
			json_put_bool(o, v->as.i != 0);
		else if (f->type == F_TIME)
			json_put_str(o, time_text(a, v->as.i));
		else
			json_put_int(o, v->as.i);
		break;
	case 'r': json_put_real(o, v->as.r); break;
	case 'b': put_id(o, v->as.b); break;
	case 't':
		if (f->type == F_CHOICES)
			put_choices(o, v->as.t);
		else
			json_put_str(o, v->as.t);
		break;
	default: json_put_null(o);
	}
}

void record_json(struct json_out *o, struct arena *a, const struct record *r)
{
	json_open(o, '{');
	json_key(o, "id");
	put_id(o, r->id);
	json_key(o, "version");
	json_put_int(o, r->version);
	if (r->change != NULL) {
		json_key(o, "change");
		json_put_str(o, str_z(r->change));
	}
	if (r->type->states != NULL) {
		json_key(o, "state");
		json_put_str(o, r->state);
	}
	json_key(o, "created_at");
	json_put_str(o, time_text(a, r->created_at));
	json_key(o, "created_by");
	put_id(o, r->created_by);
	json_key(o, "updated_at");
	json_put_str(o, time_text(a, r->updated_at));
	json_key(o, "updated_by");
	put_id(o, r->updated_by);
	/* a hidden field is not there at all: null would say "empty" */
	for (size_t i = 0; r->type->fields[i].name != NULL; i++) {
		if (r->hidden[i])
			continue;
		json_key(o, r->type->fields[i].name);
		put_value(o, a, &r->type->fields[i], &r->values[i]);
	}
	json_close(o, '}');
}

void record_list_json(struct json_out *o, struct arena *a, const struct record_list *l)
{
	json_open(o, '{');
	json_key(o, "items");
	json_open(o, '[');
	for (size_t i = 0; i < l->n; i++)
		record_json(o, a, &l->items[i]);
	json_close(o, ']');
	json_key(o, "next");
	if (l->next.n > 0)
		json_put_str(o, l->next);
	else
		json_put_null(o);
	json_close(o, '}');
}

void record_problem_json(struct json_out *o, enum code c, int status, const char *sentence, const struct problems *p)
{
	json_open(o, '{');
	json_key(o, "type");
	json_put_str(o, S("about:blank"));
	json_key(o, "title");
	json_put_str(o, str_z(code_name(c)));
	json_key(o, "status");
	json_put_int(o, status);
	json_key(o, "detail");
	json_put_str(o, str_z(sentence));
	if (p != NULL && p->n > 0) {
		json_key(o, "problems");
		json_open(o, '[');
		for (size_t i = 0; i < p->n; i++) {
			json_open(o, '{');
			json_key(o, "field");
			if (p->items[i].field != NULL)
				json_put_str(o, str_z(p->items[i].field));
			else
				json_put_null(o);
			json_key(o, "text");
			json_put_str(o, p->items[i].text);
			json_close(o, '}');
		}
		json_close(o, ']');
	}
	json_close(o, '}');
}

/* ---- reading ---- */

static enum code text_of(struct arena *a, const struct json *j, struct str key, struct str *out, struct err *e)
{
	struct buf b;
	switch (j->type) {
	case JSON_NULL_T: *out = S(""); return OK;
	case JSON_FALSE_T: *out = S("0"); return OK;
	case JSON_TRUE_T: *out = S("1"); return OK;
	case JSON_STRING_T: *out = j->string; return OK;
	case JSON_NUMBER_T:
		b = buf_new(a, 64);
		if (j->is_int)
			buf_int(&b, j->integer);
		else
			buf_real(&b, j->number);
		*out = buf_done(&b);
		return OK;
	case JSON_ARRAY_T:
		b = buf_new(a, 64 * 1024);
		for (size_t i = 0; i < j->n; i++) {
			if (j->items[i].type != JSON_STRING_T || j->items[i].string.n == 0 || memchr(j->items[i].string.p, ' ', j->items[i].string.n))
				return err_set(e, E_INPUT, "\"%.*s\" must be a list of choices.", S_ARG(key));
			if (i > 0)
				buf_byte(&b, ' ');
			buf_str(&b, j->items[i].string);
		}
		if (b.over)
			return err_set(e, E_LIMIT, "\"%.*s\" is too long a list.", S_ARG(key));
		*out = buf_done(&b);
		return OK;
	case JSON_OBJECT_T: break;
	}
	return err_set(e, E_INPUT, "\"%.*s\" must be a text, a number, true, false, null or a list of choices.", S_ARG(key));
}

enum code record_input_json(struct arena *a, const struct record_type *t, const struct json *body, struct input **in, size_t *n,
                            struct err *e)
{
	/* what record_json adds is taken back in silence, so that a record that was read can be sent changed */
	static const char *const OWN[] = {"id", "version", "state", "created_at", "created_by", "updated_at", "updated_by", "change"};
	*n = 0;
	*in = NULL;
	if (body == NULL || body->type != JSON_OBJECT_T)
		return err_set(e, E_INPUT, "Please send a JSON object with the fields of the record.");
	*in = NEW_ARRAY(a, struct input, body->n + 1);
	for (size_t i = 0; i < body->n; i++) {
		struct str key = body->keys[i];
		bool own = false;
		for (size_t k = 0; k < sizeof OWN / sizeof *OWN; k++)
			own |= str_eqz(key, OWN[k]);
		int f = field_index(t, str_dupz(a, key));
		if (own)
			continue;
		if (f >= 0 && (t->fields[f].flags & FF_NO_FORM))
			return err_set(e, E_INPUT, "\"%.*s\" is set by the program itself.", S_ARG(key));
		struct input *to = &(*in)[(*n)++];
		to->field = f >= 0 ? t->fields[f].name : str_dupz(a, key);
		enum code c = text_of(a, &body->items[i], key, &to->text, e);
		if (c != OK)
			return c;
	}
	return OK;
}

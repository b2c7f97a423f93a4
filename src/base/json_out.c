/* Writing JSON, declared in json.h. */
#include "base/json.h"

struct json_out json_to(struct buf *b)
{
	return (struct json_out){.b = b};
}

/* Before a value: the comma, unless it is the first or has just got its key. */
static void before(struct json_out *o)
{
	if (o->depth == 0 || o->depth > JSON_DEPTH)
		return;
	if (o->need_comma[o->depth - 1])
		buf_byte(o->b, ',');
	o->need_comma[o->depth - 1] = 1;
}

void json_open(struct json_out *o, char bracket)
{
	before(o);
	buf_byte(o->b, bracket);
	if (++o->depth > JSON_DEPTH)
		o->b->over = true; /* nobody could read it back */
	else
		o->need_comma[o->depth - 1] = 0;
}

void json_close(struct json_out *o, char bracket)
{
	if (o->depth > 0)
		o->depth--;
	buf_byte(o->b, bracket);
}

void json_key(struct json_out *o, const char *key)
{
	json_key_str(o, str_z(key));
}

void json_key_str(struct json_out *o, struct str key)
{
	before(o);
	buf_json(o->b, key);
	buf_byte(o->b, ':');
	if (o->depth > 0 && o->depth <= JSON_DEPTH)
		o->need_comma[o->depth - 1] = 0; /* none between key and value */
}

void json_put_str(struct json_out *o, struct str s)
{
	before(o);
	buf_json(o->b, s);
}

void json_put_int(struct json_out *o, int64_t v)
{
	before(o);
	buf_int(o->b, v);
}

void json_put_real(struct json_out *o, double v)
{
	before(o);
	buf_real(o->b, v);
}

void json_put_bool(struct json_out *o, bool v)
{
	before(o);
	buf_z(o->b, v ? "true" : "false");
}

void json_put_null(struct json_out *o)
{
	before(o);
	buf_z(o->b, "null");
}

void json_put(struct json_out *o, const struct json *v)
{
	switch (v->type) {
	case JSON_NULL_T:
		json_put_null(o);
		break;
	case JSON_FALSE_T:
	case JSON_TRUE_T:
		json_put_bool(o, v->type == JSON_TRUE_T);
		break;
	case JSON_NUMBER_T:
		if (v->is_int)
			json_put_int(o, v->integer);
		else
			json_put_real(o, v->number);
		break;
	case JSON_STRING_T:
		json_put_str(o, v->string);
		break;
	case JSON_ARRAY_T:
		json_open(o, '[');
		for (size_t i = 0; i < v->n; i++)
			json_put(o, &v->items[i]);
		json_close(o, ']');
		break;
	case JSON_OBJECT_T:
		json_open(o, '{');
		for (size_t i = 0; i < v->n; i++) {
			json_key_str(o, v->keys[i]);
			json_put(o, &v->items[i]);
		}
		json_close(o, '}');
		break;
	}
}

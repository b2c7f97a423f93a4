#include "record/inside.h"

#include <string.h>

#define OPENAPI_MOST (8u * 1024 * 1024)

struct api {
	struct json_out o;
	struct arena *a;
};

static void text(struct api *x, const char *key, const char *value)
{
	json_key(&x->o, key);
	json_put_str(&x->o, str_z(value));
}

static void open_at(struct api *x, const char *key, char bracket)
{
	json_key(&x->o, key);
	json_open(&x->o, bracket);
}

static void ref(struct api *x, const char *kind, const char *name)
{
	json_open(&x->o, '{');
	json_key(&x->o, "$ref");
	json_put_str(&x->o, str_fmt(x->a, "#/components/%s/%s", kind, name));
	json_close(&x->o, '}');
}

/* ---- schemas ---- */

static void choices(struct api *x, const struct choice *c)
{
	open_at(x, "enum", '[');
	for (; c->value != NULL; c++)
		json_put_str(&x->o, str_z(c->value));
	json_close(&x->o, ']');
}

static void field_type(struct api *x, const struct field *f)
{
	switch (f->type) {
	case F_TEXT: case F_LONG:
		text(x, "type", "string");
		json_key(&x->o, "maxLength");
		json_put_int(&x->o, f->max > 0 ? f->max : f->type == F_LONG ? 20000 : 500);
		break;
	case F_INT: case F_REAL:
		text(x, "type", f->type == F_INT ? "integer" : "number");
		if (f->max > f->min) {
			json_key(&x->o, "minimum");
			json_put_int(&x->o, f->min);
			json_key(&x->o, "maximum");
			json_put_int(&x->o, f->max);
		}
		break;
	case F_BOOL: text(x, "type", "boolean"); break;
	case F_DATE: text(x, "type", "string"); text(x, "format", "date"); break;
	case F_TIME: text(x, "type", "string"); text(x, "format", "date-time"); break;
	case F_LANG: text(x, "type", "string"); break;
	case F_REF: case F_FILE: text(x, "type", "string"); text(x, "format", "uuid"); break;
	case F_CHOICE: text(x, "type", "string"); choices(x, f->choices); break;
	case F_CHOICES:
		text(x, "type", "array");
		open_at(x, "items", '{');
		text(x, "type", "string");
		choices(x, f->choices);
		json_close(&x->o, '}');
		break;
	}
}

static void field(struct api *x, const struct field *f)
{
	struct buf d = buf_new(x->a, 2000);
	open_at(x, f->name, '{');
	if (f->flags & FF_REQUIRED) {
		field_type(x, f);
	} else {
		open_at(x, "anyOf", '[');
		json_open(&x->o, '{');
		field_type(x, f);
		json_close(&x->o, '}');
		json_open(&x->o, '{');
		text(x, "type", "null");
		json_close(&x->o, '}');
		json_close(&x->o, ']');
	}
	buf_z(&d, f->label);
	if (f->help != NULL)
		buf_fmt(&d, ". %s", f->help);
	if (f->ref != NULL)
		buf_fmt(&d, " (id of: %s)", f->ref);
	if (f->flags & FF_PROTECTED)
		buf_z(&d, " Protected: only there when opened on purpose, and each read is logged.");
	if (f->flags & FF_FIXED)
		buf_z(&d, " Set at creation, never changed.");
	json_key(&x->o, "description");
	json_put_str(&x->o, buf_done(&d));
	if (f->flags & FF_NO_FORM) {
		json_key(&x->o, "readOnly");
		json_put_bool(&x->o, true);
	}
	json_close(&x->o, '}');
}

static void own_field(struct api *x, const char *name, const char *type, const char *format)
{
	open_at(x, name, '{');
	text(x, "type", type);
	if (format != NULL)
		text(x, "format", format);
	json_key(&x->o, "readOnly");
	json_put_bool(&x->o, true);
	json_close(&x->o, '}');
}

static void schema(struct api *x, const struct record_type *t)
{
	open_at(x, t->name, '{');
	text(x, "title", t->label);
	if (t->help != NULL)
		text(x, "description", t->help);
	text(x, "type", "object");
	open_at(x, "required", '[');
	for (const struct field *f = t->fields; f->name != NULL; f++)
		if ((f->flags & FF_REQUIRED) && f->initial == NULL && !(f->flags & FF_NO_FORM) && f->see == 0)
			json_put_str(&x->o, str_z(f->name));
	json_close(&x->o, ']');
	open_at(x, "properties", '{');
	own_field(x, "id", "string", "uuid");
	own_field(x, "version", "integer", NULL);
	own_field(x, "created_at", "string", "date-time");
	own_field(x, "created_by", "string", "uuid");
	own_field(x, "updated_at", "string", "date-time");
	own_field(x, "updated_by", "string", "uuid");
	if (t->states != NULL) {
		open_at(x, "state", '{');
		text(x, "type", "string");
		choices(x, t->states);
		json_key(&x->o, "readOnly");
		json_put_bool(&x->o, true);
		json_close(&x->o, '}');
	}
	for (const struct field *f = t->fields; f->name != NULL; f++)
		field(x, f);
	json_close(&x->o, '}');
	json_close(&x->o, '}');
}

static void list_schema(struct api *x, const struct record_type *t)
{
	json_key(&x->o, str_dupz(x->a, str_fmt(x->a, "%s_list", t->name)));
	json_open(&x->o, '{');
	text(x, "type", "object");
	open_at(x, "properties", '{');
	open_at(x, "items", '{');
	text(x, "type", "array");
	json_key(&x->o, "items");
	ref(x, "schemas", t->name);
	json_close(&x->o, '}');
	open_at(x, "next", '{');
	text(x, "description", "Mark of the next page; null at the end.");
	open_at(x, "type", '[');
	json_put_str(&x->o, S("string"));
	json_put_str(&x->o, S("null"));
	json_close(&x->o, ']');
	json_close(&x->o, '}');
	json_close(&x->o, '}');
	json_close(&x->o, '}');
}

static void problem_schema(struct api *x)
{
	open_at(x, "problem", '{');
	text(x, "type", "object");
	text(x, "description", "Problem details (RFC 9457).");
	open_at(x, "properties", '{');
	static const char *const TEXTS[] = {"type", "title", "detail"};
	for (size_t i = 0; i < 3; i++) {
		open_at(x, TEXTS[i], '{');
		text(x, "type", "string");
		json_close(&x->o, '}');
	}
	open_at(x, "status", '{');
	text(x, "type", "integer");
	json_close(&x->o, '}');
	open_at(x, "problems", '{');
	text(x, "type", "array");
	open_at(x, "items", '{');
	text(x, "type", "object");
	json_close(&x->o, '}');
	json_close(&x->o, '}');
	json_close(&x->o, '}');
	json_close(&x->o, '}');
}

/* ---- paths ---- */

static void parameter(struct api *x, const char *name, const char *in, bool required, const char *help, const char *type)
{
	json_open(&x->o, '{');
	text(x, "name", name);
	text(x, "in", in);
	json_key(&x->o, "required");
	json_put_bool(&x->o, required);
	text(x, "description", help);
	open_at(x, "schema", '{');
	text(x, "type", type);
	json_close(&x->o, '}');
	json_close(&x->o, '}');
}

static void content(struct api *x, const char *media, const char *schema_name)
{
	open_at(x, "content", '{');
	open_at(x, media, '{');
	json_key(&x->o, "schema");
	ref(x, "schemas", schema_name);
	json_close(&x->o, '}');
	json_close(&x->o, '}');
}

static void etag(struct api *x)
{
	open_at(x, "headers", '{');
	open_at(x, "ETag", '{');
	text(x, "description", "The version, in quotes, for If-Match.");
	open_at(x, "schema", '{');
	text(x, "type", "string");
	json_close(&x->o, '}');
	json_close(&x->o, '}');
	json_close(&x->o, '}');
}

/* schema_name NULL: no content */
static void responses(struct api *x, const char *status, const char *what, const char *schema_name, bool with_etag)
{
	open_at(x, "responses", '{');
	open_at(x, status, '{');
	text(x, "description", what);
	if (with_etag)
		etag(x);
	if (schema_name != NULL)
		content(x, "application/json", schema_name);
	json_close(&x->o, '}');
	open_at(x, "default", '{');
	text(x, "description", "What was wrong, as a sentence.");
	content(x, "application/problem+json", "problem");
	json_close(&x->o, '}');
	json_close(&x->o, '}');
}

static void operation(struct api *x, const char *method, const struct record_type *t, const char *verb, const char *summary)
{
	open_at(x, method, '{');
	json_key(&x->o, "operationId");
	json_put_str(&x->o, str_fmt(x->a, "%s_%s", verb, t->name));
	text(x, "summary", summary);
	open_at(x, "tags", '[');
	json_put_str(&x->o, str_z(t->name));
	json_close(&x->o, ']');
}

static void body(struct api *x, const char *schema_name)
{
	open_at(x, "requestBody", '{');
	json_key(&x->o, "required");
	json_put_bool(&x->o, true);
	content(x, "application/json", schema_name);
	json_close(&x->o, '}');
}

static void filters(struct api *x, const struct record_type *t)
{
	parameter(x, "limit", "query", false, "Records a page, at most 500; 50 when not given.", "integer");
	parameter(x, "after", "query", false, "Mark of the next page, from \"next\" of the last one.", "string");
	parameter(x, "sort", "query", false, "A field of the list, created_at or updated_at; '-' before it: descending.", "string");
	if (t->states != NULL)
		parameter(x, "state", "query", false, "Only records in this state.", "string");
	parameter(x, "updated_at>", "query", false, "Changed at this time or later.", "string");
	for (const struct field *f = t->fields; f->name != NULL; f++) {
		bool about = t->about != NULL && strcmp(t->about, f->name) == 0;
		if (!(f->flags & FF_PROTECTED) && ((f->flags & (FF_FILTER | FF_UNIQUE)) || about))
			parameter(x, f->name, "query", false,
			          str_dupz(x->a, str_fmt(x->a, "%s. Also %s> and %s< (at least, at most), %s~ (contains).", f->label, f->name, f->name, f->name)),
			          "string");
	}
}

static void collection(struct api *x, const struct record_type *t)
{
	json_key(&x->o, str_dupz(x->a, str_fmt(x->a, "/api/v1/%s", t->name)));
	json_open(&x->o, '{');
	operation(x, "get", t, "list", t->plural);
	open_at(x, "parameters", '[');
	filters(x, t);
	json_close(&x->o, ']');
	responses(x, "200", "A page of the records you may see.", str_dupz(x->a, str_fmt(x->a, "%s_list", t->name)), false);
	json_close(&x->o, '}');
	if (t->create != 0) {
		operation(x, "post", t, "create", t->label);
		open_at(x, "parameters", '[');
		parameter(x, "Idempotency-Key", "header", false, "An id (UUID) for the record: sent twice, it is made once.", "string");
		json_close(&x->o, ']');
		body(x, t->name);
		responses(x, "201", "The record.", t->name, true);
		json_close(&x->o, '}');
	}
	json_close(&x->o, '}');
}

static void id_parameter(struct api *x, bool if_match)
{
	open_at(x, "parameters", '[');
	parameter(x, "id", "path", true, "Id of the record.", "string");
	if (if_match)
		parameter(x, "If-Match", "header", true, "The ETag that was read; 409 when the record changed since.", "string");
	json_close(&x->o, ']');
}

static void single(struct api *x, const struct record_type *t)
{
	json_key(&x->o, str_dupz(x->a, str_fmt(x->a, "/api/v1/%s/{id}", t->name)));
	json_open(&x->o, '{');
	operation(x, "get", t, "get", t->label);
	id_parameter(x, false);
	responses(x, "200", "The record.", t->name, true);
	json_close(&x->o, '}');
	if (!t->append_only) {
		operation(x, "patch", t, "update", "Changes the fields given");
		id_parameter(x, true);
		body(x, t->name);
		responses(x, "200", "The record.", t->name, true);
		json_close(&x->o, '}');
		operation(x, "delete", t, "remove", "Removes it; its history stays");
		id_parameter(x, true);
		responses(x, "204", "Removed.", NULL, false);
		json_close(&x->o, '}');
	}
	json_close(&x->o, '}');
	json_key(&x->o, str_dupz(x->a, str_fmt(x->a, "/api/v1/%s/{id}/history", t->name)));
	json_open(&x->o, '{');
	operation(x, "get", t, "history", "All versions, newest first");
	id_parameter(x, false);
	responses(x, "200", "The versions you may see.", str_dupz(x->a, str_fmt(x->a, "%s_list", t->name)), false);
	json_close(&x->o, '}');
	json_close(&x->o, '}');
}

struct str record_openapi(struct arena *a, const char *base_url)
{
	struct buf b = buf_new(a, OPENAPI_MOST);
	struct api x = {.o = json_to(&b), .a = a};
	json_open(&x.o, '{');
	text(&x, "openapi", "3.1.0");
	open_at(&x, "info", '{');
	text(&x, "title", "Trellis");
	text(&x, "version", "1");
	text(&x, "description", "Every record of the school, as far as you may see it. Answers hold only what your relationship to the "
	                        "learner allows; a field that is not there is not yours to see.");
	json_close(&x.o, '}');
	open_at(&x, "servers", '[');
	json_open(&x.o, '{');
	text(&x, "url", base_url);
	json_close(&x.o, '}');
	json_close(&x.o, ']');
	open_at(&x, "paths", '{');
	for (size_t i = 0; RECORD_TYPES[i] != NULL; i++) {
		collection(&x, RECORD_TYPES[i]);
		single(&x, RECORD_TYPES[i]);
	}
	json_close(&x.o, '}');
	open_at(&x, "components", '{');
	open_at(&x, "schemas", '{');
	for (size_t i = 0; RECORD_TYPES[i] != NULL; i++) {
		schema(&x, RECORD_TYPES[i]);
		list_schema(&x, RECORD_TYPES[i]);
	}
	problem_schema(&x);
	json_close(&x.o, '}');
	json_close(&x.o, '}');
	json_close(&x.o, '}');
	return buf_done(&b);
}

package feishutest

import (
	"fmt"
	"slices"
	"strings"
)

// attributes lists, for each part of a card, what may stand in it. Elements this program does not draw are left
// out on purpose: using one is a change that must be made here too.
var attributes = map[string]string{
	"root":       "schema config card_link header body",
	"config":     "streaming_mode summary locales enable_forward enable_forward_interaction width_mode style update_multi",
	"summary":    "content i18n_content",
	"header":     "title subtitle text_tag_list icon padding template",
	"body":       "direction padding vertical_spacing horizontal_spacing vertical_align horizontal_align elements",
	"plain_text": "tag content",
	"markdown":   "tag element_id content text_align text_size icon margin",
	"hr":         "tag element_id margin",
	"img":        "tag element_id img_key alt title mode preview scale_type size corner_radius transparent margin",
	"column_set": "tag element_id flex_mode columns horizontal_spacing vertical_spacing horizontal_align background_style margin action",
	"column":     "tag element_id width weight elements direction padding vertical_align horizontal_align vertical_spacing horizontal_spacing background_style margin action",
	"button":     "tag element_id type size width text icon hover_tips disabled disabled_tips confirm behaviors form_action_type name required margin",
	"confirm":    "title text",
	"callback":   "type value",
	"open_url":   "type default_url pc_url ios_url android_url",
	"templates":  "blue wathet turquoise green yellow orange red carmine violet purple indigo grey default",
	"buttons":    "default primary danger text primary_text danger_text primary_filled danger_filled laser",
	"flex_modes": "none stretch flow bisect trisect",
	"text_sizes": "heading-0 heading-1 heading-2 heading-3 heading-4 heading normal notation xxxx-large xxx-large xx-large x-large large medium small x-small",
}

func listed(kind, word string) bool { return slices.Contains(strings.Fields(attributes[kind]), word) }

// checker walks a card and keeps the first mistake.
type checker struct {
	server *Server
	out    Reading
	count  int
	err    error
}

func (k *checker) fail(format string, args ...any) {
	if k.err == nil {
		k.err = fmt.Errorf("card: "+format, args...)
	}
}

// part checks that an object has only known attributes.
func (k *checker) part(kind string, v any) object {
	o, ok := v.(object)
	if !ok {
		k.fail("%s is missing or not an object", kind)
		return object{}
	}
	for name := range o {
		if !listed(kind, name) {
			k.fail("%s has the unknown attribute %q", kind, name)
		}
	}
	return o
}

func (k *checker) word(kind string, v any) {
	if s, ok := v.(string); !ok || !listed(kind, s) {
		k.fail("%v is none of the %s", v, kind)
	}
}

func (k *checker) card(c object) {
	k.part("root", c)
	if c["schema"] != "2.0" {
		k.fail("schema %v", c["schema"])
	}
	config := k.part("config", c["config"])
	if multi, set := config["update_multi"]; set && multi != true {
		k.fail("update_multi may only be true")
	}
	if v, set := config["summary"]; set {
		text, _ := k.part("summary", v)["content"].(string)
		k.out.Texts = append(k.out.Texts, text)
	}
	head := k.part("header", c["header"])
	k.plain(head["title"])
	if t, set := head["template"]; set {
		k.word("templates", t)
	}
	k.elements(k.part("body", c["body"])["elements"])
}

// plain reads a plain_text object, in which nothing is interpreted.
func (k *checker) plain(v any) string {
	o := k.part("plain_text", v)
	text, ok := o["content"].(string)
	if o["tag"] != "plain_text" || !ok {
		k.fail("a text is no plain_text")
	}
	k.out.Texts = append(k.out.Texts, text)
	return text
}

func (k *checker) elements(v any) {
	list, ok := v.([]any)
	if !ok {
		k.fail("elements are missing")
	}
	for _, el := range list {
		k.element(el)
	}
}

func (k *checker) element(v any) {
	k.count++
	o, _ := v.(object)
	tag, _ := o["tag"].(string)
	switch tag {
	case "markdown":
		k.markdown(o)
	case "hr":
		k.part("hr", o)
	case "img":
		k.part("img", o)
		k.plain(o["alt"])
		if key, _ := o["img_key"].(string); !k.uploaded(key) {
			k.fail("img_key %q was never uploaded", key)
		}
	case "column_set":
		k.columns(o)
	case "button":
		k.button(o)
	default:
		k.fail("unknown element %q", tag)
	}
}

func (k *checker) uploaded(key string) bool {
	_, ok := k.server.Upload(key)
	return ok
}

func (k *checker) markdown(o object) {
	k.part("markdown", o)
	text, _ := o["content"].(string)
	if text == "" {
		k.fail("markdown without content")
	}
	if size, set := o["text_size"]; set {
		k.word("text_sizes", size)
	}
	k.out.note(text)
}

func (k *checker) columns(o object) {
	k.part("column_set", o)
	if mode, set := o["flex_mode"]; set {
		k.word("flex_modes", mode)
	}
	list, ok := o["columns"].([]any)
	if !ok || len(list) == 0 {
		k.fail("column_set without columns")
	}
	for _, v := range list {
		col := k.part("column", v)
		if col["tag"] != "column" {
			k.fail("a column is tagged %v", col["tag"])
		}
		k.elements(col["elements"])
	}
}

func (k *checker) button(o object) {
	k.part("button", o)
	b := Button{Label: k.plain(o["text"])}
	if kind, set := o["type"]; set {
		k.word("buttons", kind)
	}
	if v, set := o["confirm"]; set {
		c := k.part("confirm", v)
		k.plain(c["title"])
		k.plain(c["text"])
	}
	list, _ := o["behaviors"].([]any)
	if len(list) != 1 {
		k.fail("button with %d behaviors", len(list))
	}
	for _, v := range list {
		k.behavior(v, &b)
	}
	k.out.Buttons = append(k.out.Buttons, b)
}

func (k *checker) behavior(v any, b *Button) {
	o, _ := v.(object)
	switch o["type"] {
	case "callback":
		k.part("callback", o)
		value, ok := o["value"].(object)
		if !ok {
			k.fail("a callback value is no object")
		}
		b.Value = value
	case "open_url":
		k.part("open_url", o)
		b.URL, _ = o["default_url"].(string)
		if !strings.HasPrefix(b.URL, "https://") && !strings.HasPrefix(b.URL, "http://") {
			k.fail("link to %q", b.URL)
		}
	default:
		k.fail("unknown behavior %v", o["type"])
	}
}

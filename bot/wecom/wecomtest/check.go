package wecomtest

import (
	"crypto/md5"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Said is what a client would make of a message.
type Said struct {
	Texts   []string // everything shown, without mentions and the colour of a title
	Mention []string // who would be mentioned
	Buttons []string // keys of the buttons
	TaskID  string   // of a template card
}

// limits are what one way of sending allows: msgtype → largest text in bytes (0: no text).
type limits struct {
	name    string
	text    map[string]int
	buttons bool
}

var (
	appLimits      = limits{"message/send", map[string]int{"text": 2048, "markdown": 2048, "image": 0, "file": 0, "template_card": 0}, true}
	hookLimits     = limits{"webhook", map[string]int{"text": 2048, "markdown": 4096, "markdown_v2": 4096, "image": 0, "file": 0, "template_card": 0}, false}
	responseLimits = limits{"response_url", map[string]int{"markdown": 20480, "template_card": 0}, true}
)

// check answers the errcode WeCom would give, what a reader of the documentation would object to, and what is shown.
func (l limits) check(body map[string]any, media map[string]bool) (code int, wrong []string, said Said) {
	kind, _ := body["msgtype"].(string)
	most, known := l.text[kind]
	part, _ := body[kind].(map[string]any)
	if !known || part == nil {
		return 40008, []string{fmt.Sprintf("%s: msgtype %q is not allowed or has no body", l.name, kind)}, said
	}
	switch kind {
	case "template_card":
		wrong, said = Card(part, l.buttons)
	case "image":
		wrong = image(part, media)
	case "file":
		wrong = mediaID(part, media)
	default:
		wrong, said = text(part, kind, most)
	}
	if len(wrong) > 0 {
		code = 40058
	}
	return code, wrong, said
}

func text(part map[string]any, kind string, most int) (wrong []string, said Said) {
	content, _ := part["content"].(string)
	switch {
	case strings.TrimSpace(content) == "":
		return []string{kind + ".content is empty"}, said
	case len(content) > most:
		wrong = append(wrong, fmt.Sprintf("%s.content exceed max length %d: %d", kind, most, len(content)))
	}
	said.Texts, said.Mention = shown(content)
	list, _ := part["mentioned_list"].([]any)
	for _, who := range list {
		said.Mention = append(said.Mention, fmt.Sprint(who))
	}
	return wrong, said
}

var (
	mention = regexp.MustCompile(`<@([^<>]*)>`)
	colour  = regexp.MustCompile(`^<font color="(?:info|comment|warning)">([^<>]*)</font>`)
)

// shown splits a content into what is read and who is mentioned. Only a title's colour at the very beginning is
// taken as the bot's own.
func shown(content string) (texts, who []string) {
	for _, m := range mention.FindAllStringSubmatch(content, -1) {
		who = append(who, m[1])
	}
	content = mention.ReplaceAllString(content, "")
	return []string{colour.ReplaceAllString(content, "$1")}, who
}

func image(part map[string]any, media map[string]bool) []string {
	if _, inline := part["base64"]; !inline {
		return mediaID(part, media)
	}
	raw, _ := part["base64"].(string)
	data, err := base64.StdEncoding.DecodeString(raw)
	if err != nil || len(data) > 2<<20 {
		return []string{"image is no base64 or larger than 2 MB"}
	}
	return md5Of(part, data)
}

func mediaID(part map[string]any, media map[string]bool) []string {
	if id, _ := part["media_id"].(string); !media[id] {
		return []string{fmt.Sprintf("media_id %q was never uploaded", id)}
	}
	return nil
}

var taskID = regexp.MustCompile(`^[0-9A-Za-z_\-@]{1,128}$`)

// Card checks a template card; Buttons tells whether this way of sending knows buttons.
func Card(card map[string]any, buttons bool) (wrong []string, said Said) {
	object := func(format string, args ...any) {
		wrong = append(wrong, "template_card: "+fmt.Sprintf(format, args...))
	}
	kind, _ := card["card_type"].(string)
	said.TaskID, _ = card["task_id"].(string)
	list, _ := card["button_list"].([]any)
	switch kind {
	case "text_notice":
		action, _ := card["card_action"].(map[string]any)
		if address, _ := action["url"].(string); address == "" || action["type"] != float64(1) {
			object("text_notice needs card_action")
		}
		if len(list) > 0 {
			object("text_notice has no buttons")
		}
	case "button_interaction":
		if !buttons {
			object("no buttons are allowed here")
		}
		if len(list) < 1 || len(list) > 6 {
			object("%d buttons", len(list))
		}
		if !taskID.MatchString(said.TaskID) {
			object("task_id %q", said.TaskID)
		}
	default:
		object("card_type %q", kind)
	}
	title, _ := card["main_title"].(map[string]any)
	if s, _ := title["title"].(string); s == "" {
		object("main_title is empty")
	}
	wrong = append(wrong, cardLists(card)...)
	seen := map[string]bool{}
	for _, one := range list {
		b, _ := one.(map[string]any)
		key, _ := b["key"].(string)
		label, _ := b["text"].(string)
		labelled := label != "" && utf8.RuneCountInString(label) <= 10
		if key == "" || len(key) > 1024 || seen[key] || !labelled {
			object("button %q with key of %d bytes", label, len(key))
		}
		seen[key] = true
		said.Buttons = append(said.Buttons, key)
	}
	said.Texts = strs(card, "key", "url", "task_id", "card_type")
	return wrong, said
}

func cardLists(card map[string]any) (wrong []string) {
	for name, most := range map[string]int{"horizontal_content_list": 6, "jump_list": 3} {
		if list, _ := card[name].([]any); len(list) > most {
			wrong = append(wrong, fmt.Sprintf("template_card: %d in %s", len(list), name))
		}
	}
	fields, _ := card["horizontal_content_list"].([]any)
	for _, one := range fields {
		f, _ := one.(map[string]any)
		if name, _ := f["keyname"].(string); name == "" {
			wrong = append(wrong, "template_card: keyname is empty")
		}
	}
	return wrong
}

// strs collects every string below v, leaving out what clients do not show.
func strs(v any, skip ...string) []string {
	var out []string
	switch v := v.(type) {
	case string:
		out = append(out, v)
	case []any:
		for _, one := range v {
			out = append(out, strs(one, skip...)...)
		}
	case map[string]any:
		for name, one := range v {
			if !slices.Contains(skip, name) {
				out = append(out, strs(one, skip...)...)
			}
		}
	}
	return out
}

// Reply checks a decrypted passive answer of the robot and tells what is shown.
func Reply(plain string) (wrong []string, said Said, err error) {
	var body map[string]any
	if err := json.Unmarshal([]byte(plain), &body); err != nil {
		return nil, said, err
	}
	card, _ := body["template_card"].(map[string]any)
	if body["response_type"] == "update_template_card" {
		wrong, said = Card(card, true)
		if said.TaskID == "" {
			wrong = append(wrong, "an update needs the card's task_id")
		}
		return wrong, said, nil
	}
	kind, _ := body["msgtype"].(string)
	switch kind {
	case "text":
		part, _ := body["text"].(map[string]any)
		wrong, said = text(part, kind, 2048)
	case "template_card":
		wrong, said = Card(card, true)
	case "stream", "stream_with_template_card":
		wrong, said = stream(body, card, kind)
	default:
		wrong = append(wrong, fmt.Sprintf("msgtype %q", kind))
	}
	return wrong, said, nil
}

func stream(body, card map[string]any, kind string) (wrong []string, said Said) {
	part, _ := body["stream"].(map[string]any)
	if part == nil {
		return []string{"stream is missing"}, said
	}
	wrong, said = text(part, "stream", 20480)
	if id, _ := part["id"].(string); id == "" {
		wrong = append(wrong, "stream.id is empty")
	}
	items, _ := part["msg_item"].([]any)
	if len(items) > 0 && (part["finish"] != true || len(items) > 10) {
		wrong = append(wrong, "msg_item needs finish and at most ten pictures")
	}
	for _, one := range items {
		item, _ := one.(map[string]any)
		pic, _ := item["image"].(map[string]any)
		raw, _ := pic["base64"].(string)
		data, err := base64.StdEncoding.DecodeString(raw)
		if err != nil || len(data) > 10<<20 {
			wrong = append(wrong, "stream picture is no base64 or too big")
			continue
		}
		wrong = append(wrong, md5Of(pic, data)...)
	}
	if kind == "stream_with_template_card" {
		more, shown := Card(card, true)
		wrong = append(wrong, more...)
		shown.Texts, shown.Mention = append(shown.Texts, said.Texts...), said.Mention
		said = shown
	}
	return wrong, said
}

// md5Of checks that a picture names its own sum.
func md5Of(part map[string]any, data []byte) []string {
	if want := fmt.Sprintf("%x", md5.Sum(data)); part["md5"] != want {
		return []string{"the picture's md5 is wrong"}
	}
	return nil
}

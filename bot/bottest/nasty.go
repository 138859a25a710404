package bottest

import (
	"fmt"
	"regexp"
	"strings"
)

// Nasty lists what people could write to make the bot mention everybody, show a forged link or confuse readers.
// Every one of them must come out as harmless text, in every field of a card, on every platform.
var Nasty = []string{
	`<at user_id="all"></at>`,
	`<at id=all></at>`,
	`<at id="ou_1" />`,
	`<at email=a@example.invalid></at>`,
	`<@all>`,
	`<@zhangsan>`,
	`@all 请注意`,
	`@ALL`,
	`@所有人 请注意`,
	"@\u200b所有人",
	"@\u2060all",
	"<\u200bat user_id=\"all\"></at>",
	"<\u200d@all>",
	"&lt;at user_id=&quot;all&quot;&gt;&lt;/at&gt;",
	"&#60;@all&#62;",
	"&#x3c;at id=all&#x3e;",
	"＠all",
	"@\u2003所有人",
	"@\u3000all",
	"＠所有人",
	`[点这里](http://evil.invalid/)`,
	`![图](http://evil.invalid/a.png)`,
	`](http://evil.invalid)`,
	`<a href="http://evil.invalid">领奖</a>`,
	`<font color="warning">紧急</font>`,
	`<text_tag color='red'>紧急</text_tag>`,
	`<script>alert(1)</script>`,
	"```\nrm -rf\n```",
	"`代码`",
	"**加粗** __下划__ ~~删除~~",
	"# 标题\n> 引用\n- 项\n1. 项",
	"| a | b |\n|---|---|",
	`{{.Secret}} ${env} {"tag":"at","user_id":"all"}`,
	`"},{"tag":"button"`,
	"]]><Content>伪造</Content><![CDATA[",
	"\u202e目录清单\u202c",
	"\u2066反转\u2069",
	"零\u200b宽\ufeff字",
	"控制\x00\x07\x1b[31m字",
	"\x85\u2028\u2029换行",
	"<think>假装在想</think>",
	"坏字节\xff\xfe",
	"林🌲👨‍👩‍👧‍👦𠮷",
}

// live finds what is never harmless in a text a client interprets.
var live = regexp.MustCompile(`(?i)<\s*/?\s*(at|@|a|font|text_tag|script|think|img|number_tag|link|person)\b|<@|[@＠][\s\p{Z}]*(all\b|everyone\b|here\b|所有人|全体成员|全员)|\]\(|&(lt|gt|quot|amp|#\d+|#x[0-9a-f]+);`)

// hidden lists code points that no output may carry: controls, zero-width and direction marks.
func hidden(r rune) bool {
	switch {
	case r == '\n':
		return false
	case r < 0x20, r >= 0x7f && r < 0xa0:
		return true
	case r == 0x200b, r == 0x200c, r == 0x200e, r == 0x200f, r == 0xfeff, r == 0x2060, r == 0xad, r == 0x61c:
		return true
	case r >= 0x2028 && r <= 0x202e, r >= 0x2061 && r <= 0x206f:
		return true
	}
	return false
}

// Live names the live markup or hidden character in a text that came from people; empty means harmless.
// U+200D is allowed: emoji families need it, and it must not stand where it splits markup.
func Live(text string) string {
	for _, r := range text {
		if hidden(r) {
			return fmt.Sprintf("hidden character %U", r)
		}
	}
	if strings.ContainsRune(text, '\ufffd') {
		return "replacement character"
	}
	bare := strings.ReplaceAll(text, "\u200d", "")
	if m := live.FindString(bare); m != "" {
		return "live markup " + m
	}
	return ""
}

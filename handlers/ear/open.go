package ear

import (
	"unicode/utf8"

	"linzhangbot/handlers/ear/envelope"
	"linzhangbot/handlers/language"
	"linzhangbot/models/chinese"
)

// open has the grammar read what is in the envelope.
func (e *Ear) open(text string, s language.Scene) language.Meaning {
	env := envelope.Open(text, e.words)
	others := len(env.Mentions) > 0 && !env.Named
	if others && !s.ToBot && !s.Private || utf8.RuneCountInString(text) > language.Longest {
		return e.Language.Understand(text, s) // said to somebody else, or too long to be read
	}
	m := e.inside(env, s)
	switch {
	case env.Quoted || env.Forwarded:
		return e.unsure(m, "这是转发或引用的话，要照着办吗？")
	case env.Core == "":
		return e.Language.Understand(text, s)
	}
	return m
}

// inside reads the core. A day and a name that stand over the matter may yet belong to it: the grammar reads it with
// them too.
func (e *Ear) inside(env envelope.Envelope, s language.Scene) language.Meaning {
	core := e.Language.Understand(env.Core, s)
	foreign := env.Speaker != "" && !e.speaksFor(env.Speaker, s)
	if foreign {
		headed := e.Language.Understand(env.Headed, s)
		switch {
		case headed.Slots["unit"] != nil || command(headed) && s.Role != "liaison" || !command(core):
			return headed // 大寺镇：… said by the office is said to that town
		case command(headed):
			core = headed
		}
		core = e.unsure(core, "这是替"+e.words.Org(env.Speaker)+"办的，对吗？")
	}
	if !foreign && e.belongs(env, s) {
		headed := e.Language.Understand(env.Headed, s)
		better := headed.Expect == language.OK && (headed.Intent == core.Intent || core.Expect != language.OK)
		if command(headed) && (!command(core) || better) {
			core = headed
		}
	}
	if env.Speaker != "" && command(core) && core.Slots["unit"] == nil {
		core.Slots["unit"] = e.words.Org(env.Speaker)
	}
	return core
}

// belongs reports whether what stands over the matter may be a part of it: another day than today, or the name of an
// organisation that need not be the sender's.
func (e *Ear) belongs(env envelope.Envelope, s language.Scene) bool {
	return env.Date != "" && !today(env.Date, s) || env.Speaker != "" && s.Unit == ""
}

// unsure has a write confirmed first.
func (e *Ear) unsure(m language.Meaning, why string) language.Meaning {
	if m.Expect == language.OK && e.frames[m.Intent].Writes {
		m.Expect, m.Why, m.Unsure, m.Strong = language.Confirm, why, true, false
	}
	return m
}

// speaksFor reports whether the sender may be who the organisation's name says.
func (e *Ear) speaksFor(name string, s language.Scene) bool {
	return s.Unit == "" || e.words.Org(name) == e.words.Org(s.Unit)
}

// today reports whether a day over a sentence is the day on which it is said, so that it tells nothing more.
func today(day string, s language.Scene) bool {
	spans := chinese.Dates(day, s.Now, nil)
	return len(spans) == 1 && spans[0].From.Format("20060102") == s.Now.Format("20060102")
}

// command reports whether the grammar made something of a sentence.
func command(m language.Meaning) bool { return m.Intent != language.Unknown }

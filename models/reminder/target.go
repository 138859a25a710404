package reminder

import "strings"

// Target is the chat in which a nudge is said, as it is kept: one of the two shared chats, an organisation's own, or
// a person's private one.
type Target string

const (
	TargetMain   Target = "main"   // the district's group, with the liaisons mentioned
	TargetOffice Target = "office" // the office's own group

	own     = "own:"
	private = "private:"
)

// TargetOrg is an organisation's own group.
func TargetOrg(code string) Target { return Target(own + code) }

// TargetPerson is a private chat.
func TargetPerson(code string) Target { return Target(private + code) }

// Org is the organisation whose own group it is.
func (t Target) Org() (code string, ok bool) { return strings.CutPrefix(string(t), own) }

// Person is whose private chat it is.
func (t Target) Person() (code string, ok bool) { return strings.CutPrefix(string(t), private) }

// IsOwn reports whether it is an organisation's own group.
func (t Target) IsOwn() bool { return strings.HasPrefix(string(t), own) }

package postal

import (
	"slices"
	"strings"

	"linzhangbot/models/db"
	"linzhangbot/models/roster"
)

// BindPushGroups binds push-only channels (group robots) to what their names stand for: main, office, or an
// organisation's code, with or without town. or unit. before it.
func BindPushGroups(tx *db.Tx, platform string, chats map[string]string) error {
	names := make([]string, 0, len(chats))
	for name := range chats {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		g := roster.Group{Platform: platform, Chat: chats[name], Purpose: name}
		if name != "main" && name != "office" {
			g.Purpose, g.Org = "org", strings.TrimPrefix(strings.TrimPrefix(name, "town."), "unit.")
		}
		if err := roster.BindGroup(tx, g); err != nil {
			return err
		}
	}
	return nil
}

package bottest

import (
	"testing"
)

// Run asks a platform every question of the suite; mk makes a fresh bench for each of them.
func Run(t *testing.T, mk func(t *testing.T) Bench) {
	for name, ask := range map[string]func(*testing.T, Bench){
		"receive/text":        textArrives,
		"receive/redelivery":  redeliveryHasTheSameID,
		"receive/press":       pressBecomesItsCommand,
		"receive/recall":      recallNamesItsTarget,
		"receive/unknown":     unknownIsHarmless,
		"receive/forged":      forgedIsRefusedAlike,
		"send/nasty":          nastyTextIsHarmless,
		"send/mention":        mentionComesFromTheListOnly,
		"send/long":           longTextKeepsTheLimits,
		"send/buttons":        buttonsCarryTheirCommands,
		"send/faults":         faultsAreTold,
		"reply/nasty":         repliesAreHarmless,
		"reply/long":          longRepliesKeepTheLimits,
		"send/address":        unknownChatIsNotGuessed,
		"receive/wrong-paths": otherMethodsAreRefused,
	} {
		t.Run(name, func(t *testing.T) { ask(t, mk(t)) })
	}
}

package roster_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

var phone = roster.AccountKey{Platform: platform, Account: "u1"}

func issue(t *testing.T, tx *db.Tx, person string, at time.Time) string {
	t.Helper()
	digits, expires, err := roster.IssueCode(tx, person, "office.staff1", at)
	if err != nil || len(digits) != 6 || !expires.Equal(at.Add(24*time.Hour)) {
		t.Fatalf("code of %d digits until %v: %v", len(digits), expires, err)
	}
	return digits
}

func redeem(t *testing.T, tx *db.Tx, key roster.AccountKey, digits string, at time.Time) roster.Outcome {
	t.Helper()
	_, o, err := roster.Redeem(tx, key, digits, at)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestCodeWorksOnceAndADay(t *testing.T) {
	each(t, func(t *testing.T, tx *db.Tx, p *profile.Profile) {
		old := issue(t, tx, "dasi.liaison", now)
		digits := issue(t, tx, "dasi.liaison", now)
		if old != digits && redeem(t, tx, phone, old, now) != roster.Wrong {
			t.Error("an earlier code still works")
		}
		if o := redeem(t, tx.For("other"), phone, digits, now); o != roster.Wrong {
			t.Errorf("in another district: %s", o)
		}
		if o := redeem(t, tx, phone, digits, now.Add(time.Hour)); o != roster.Redeemed {
			t.Errorf("right code: %s", o)
		}
		if a := must(roster.Identify(tx, p, platform, "u1", now)); a.Person != "dasi.liaison" {
			t.Errorf("bound to %+v", a)
		}
		if o := redeem(t, tx, phone, digits, now.Add(time.Hour)); o != roster.Wrong {
			t.Errorf("second use: %s", o)
		}
		late := issue(t, tx, "dasi.chief", now)
		if o := redeem(t, tx, phone, late, now.Add(24*time.Hour)); o != roster.Wrong {
			t.Errorf("after a day: %s", o)
		}
	})
}

func TestGuessesAreLimited(t *testing.T) {
	each(t, func(t *testing.T, tx *db.Tx, p *profile.Profile) {
		digits := issue(t, tx, "dasi.liaison", now)
		for i := range roster.TriesLimit {
			if o := redeem(t, tx, phone, fmt.Sprint("x", i), now); o != roster.Wrong {
				t.Fatalf("guess %d: %s", i, o)
			}
		}
		if o := redeem(t, tx, phone, digits, now.Add(59*time.Minute)); o != roster.TooMany {
			t.Errorf("right code after too many guesses: %s", o)
		}
		if o := redeem(t, tx, roster.AccountKey{Platform: platform, Account: "u2"}, "000", now); o != roster.Wrong {
			t.Errorf("another account: %s", o)
		}
		if o := redeem(t, tx, phone, digits, now.Add(time.Hour+time.Second)); o != roster.Redeemed {
			t.Errorf("an hour later: %s", o)
		}
	})
}

func TestOneCodeBindsOneOfManyAtOnce(t *testing.T) {
	dbtest.Each(t, roster.Migrations, func(t *testing.T, d *db.DB) {
		var digits string
		in(t, d, func(tx *db.Tx) error { digits = issue(t, tx, "dasi.liaison", now); return nil })
		var mu sync.Mutex
		var wg sync.WaitGroup
		got := map[roster.Outcome]int{}
		for i := range 6 {
			wg.Go(func() {
				var o roster.Outcome
				in(t, d, func(tx *db.Tx) (err error) {
					_, o, err = roster.Redeem(tx, roster.AccountKey{Platform: platform, Account: fmt.Sprint("u", i)}, digits, now)
					return err
				})
				mu.Lock()
				defer mu.Unlock()
				got[o]++
			})
		}
		wg.Wait()
		if got[roster.Redeemed] != 1 || got[roster.Wrong] != 5 {
			t.Errorf("%v", got)
		}
	})
}

func TestRequestsAreDecidedOnce(t *testing.T) {
	each(t, func(t *testing.T, tx *db.Tx, p *profile.Profile) {
		q := roster.Request{Platform: platform, Account: "u1", Name: "某人", Post: "town_liaison", Org: "dasi", At: now}
		first, isNew, err := roster.Ask(tx, q)
		if err != nil || !isNew || first.No != 1 {
			t.Fatalf("%+v %v %v", first, isNew, err)
		}
		again, isNew, err := roster.Ask(tx, q)
		if err != nil || isNew || again.ID != first.ID {
			t.Errorf("asked twice: %+v %v %v", again, isNew, err)
		}
		q.Post = "general_chief"
		other, isNew, err := roster.Ask(tx, q)
		if err != nil || !isNew || other.No != 2 {
			t.Errorf("asked otherwise: %+v %v %v", other, isNew, err)
		}
		if done, err := roster.Decide(tx, first, roster.RequestGranted); done || err != nil {
			t.Errorf("what was replaced was granted: %v %v", done, err)
		}
		first = other
		if _, ok, _ := roster.RequestNo(tx.For("other"), 1); ok {
			t.Error("seen from another district")
		}
		for i, want := range []bool{true, false} {
			if done, err := roster.Decide(tx, first, roster.RequestGranted); err != nil || done != want {
				t.Errorf("decision %d: %v %v", i, done, err)
			}
		}
		for i := range roster.TriesLimit {
			q.Name = fmt.Sprint("某人", i)
			_, _, err = roster.Ask(tx, q)
		}
		if refusal := new(models.Error); !errors.As(err, &refusal) {
			t.Errorf("flood: %v", err)
		}
		q.At = now.Add(2 * time.Hour)
		last, _, err := roster.Ask(tx, q)
		if err != nil {
			t.Error(err)
		}
		must(roster.Decide(tx, last, roster.RequestRefused))
		if got := must(roster.WaitingRequests(tx)); len(got) != 0 {
			t.Errorf("waiting: %+v", got)
		}
	})
}

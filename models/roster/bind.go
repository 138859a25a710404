package roster

import (
	"fmt"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/db"
)

// Bind lets an account speak for a person from now on. The account is let go by whoever had it.
func Bind(tx *db.Tx, key AccountKey, person string, now time.Time) error {
	err := tx.DB().Where("platform = ? AND account = ?", key.Platform, key.Account).Delete(&Account{}).Error
	if err != nil {
		return fmt.Errorf("let account go: %w", err)
	}
	row := Account{ID: tx.NewID(), Platform: key.Platform, Account: key.Account, Person: person, At: now.UTC()}
	return db.Wrap(tx.DB().Create(&row), "bind account")
}

// Unbind lets all accounts of a person go, for lost phones and people who left. It returns how many there were.
func Unbind(tx *db.Tx, person string) (int, error) {
	res := tx.DB().Where("person = ?", person).Delete(&Account{})
	return int(res.RowsAffected), db.Wrap(res, "unbind accounts")
}

// Request states.
const (
	RequestOpen     = "open"     // waits for the office
	RequestGranted  = "granted"  // bound
	RequestRefused  = "refused"  // the office said no
	RequestReplaced = "replaced" // the sender asked again with other words
)

// Request is an unbound sender's wish to be bound, which the office decides. It keeps no telephone number.
type Request struct {
	ID       string `gorm:"primaryKey"`
	District string
	No       int // the number people know
	Platform string
	Account  string
	Name     string // as he called himself
	Post     string // post key
	Org      string
	State    string
	At       time.Time
}

// TableName is roster_requests.
func (Request) TableName() string { return "roster_requests" }

// Key is the account that asked.
func (q Request) Key() AccountKey { return AccountKey{q.Platform, q.Account} }

// Ask keeps a wish to be bound. The same wish asked again is the one that waits; other words make a new request in
// its place, so that the office never grants what it has not read. isNew tells which it was.
func Ask(tx *db.Tx, q Request) (kept Request, isNew bool, err error) {
	recent, err := db.List[Request](tx.DB().Where("platform = ? AND account = ? AND (state = ? OR at > ?)",
		q.Platform, q.Account, RequestOpen, q.At.UTC().Add(-TriesSpan)), "find binding requests")
	if err != nil {
		return q, false, err
	}
	for _, old := range recent {
		if old.State == RequestOpen && old.Name == q.Name && old.Post == q.Post && old.Org == q.Org {
			return old, false, nil
		}
	}
	if len(recent) >= TriesLimit {
		return q, false, models.Refuse(models.BadInput, "申请绑定次数太多，请过一小时再试。",
			"也可以直接联系"+models.TheOffice+"要绑定码。", "")
	}
	for _, old := range recent {
		if _, err := Decide(tx, old, RequestReplaced); err != nil {
			return q, false, err
		}
	}
	if q.No, err = tx.Next("binding", 0); err != nil {
		return q, false, fmt.Errorf("number binding request: %w", err)
	}
	q.ID, q.State, q.At = tx.NewID(), RequestOpen, q.At.UTC()
	if err := tx.DB().Create(&q).Error; err != nil {
		return q, false, fmt.Errorf("keep binding request: %w", err)
	}
	return q, true, nil
}

// RequestNo finds a binding request by its number.
func RequestNo(tx *db.Tx, no int) (q Request, ok bool, err error) {
	return db.One[Request](tx.DB().Where("no = ?", no), "find binding request")
}

// Decide closes a binding request. done is false when somebody else decided first.
func Decide(tx *db.Tx, q Request, state string) (done bool, err error) {
	open := tx.DB().Model(&Request{}).Where("id = ? AND state = ?", q.ID, RequestOpen)
	return db.Hit(open.Update("state", state), "decide binding request")
}

// WaitingRequests lists the wishes that the office has not decided, oldest first.
func WaitingRequests(tx *db.Tx) ([]Request, error) {
	return db.List[Request](tx.DB().Where("state = ?", RequestOpen).Order("no"), "list binding requests")
}

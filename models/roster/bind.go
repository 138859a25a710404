package roster

import (
	"fmt"
	"time"

	"linzhangbot/models/db"
)

// Bind lets an account speak for a person from now on. The account is let go by whoever had it.
func Bind(tx *db.Tx, key AccountKey, person string, now time.Time) error {
	err := tx.DB().Where("platform = ? AND account = ?", key.Platform, key.Account).Delete(&Account{}).Error
	if err != nil {
		return fmt.Errorf("let account go: %w", err)
	}
	row := Account{ID: tx.NewID(), Platform: key.Platform, Account: key.Account, Person: person, At: now.UTC()}
	if err := tx.DB().Create(&row).Error; err != nil {
		return fmt.Errorf("bind account: %w", err)
	}
	return nil
}

// Request states.
const (
	RequestOpen    = "open"    // waits for the office
	RequestGranted = "granted" // bound
	RequestRefused = "refused"
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

// Ask keeps a wish to be bound. Asked again by the same account while the office has not decided, the waiting one
// takes the new words. isNew tells which it was.
func Ask(tx *db.Tx, q Request) (kept Request, isNew bool, err error) {
	var old Request
	err = tx.DB().Where("platform = ? AND account = ? AND state = ?", q.Platform, q.Account, RequestOpen).Take(&old).Error
	if err == nil {
		same := old.Name == q.Name && old.Post == q.Post && old.Org == q.Org
		old.Name, old.Post, old.Org, old.At = q.Name, q.Post, q.Org, q.At.UTC()
		if err := tx.DB().Save(&old).Error; err != nil {
			return old, false, fmt.Errorf("keep binding request: %w", err)
		}
		return old, !same, nil
	}
	if !db.IsMissing(err) {
		return q, false, fmt.Errorf("find binding request: %w", err)
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
	err = tx.DB().Where("no = ?", no).Take(&q).Error
	if db.IsMissing(err) {
		return q, false, nil
	}
	if err != nil {
		return q, false, fmt.Errorf("find binding request: %w", err)
	}
	return q, true, nil
}

// Decide closes a binding request. done is false when somebody else decided first.
func Decide(tx *db.Tx, q Request, state string) (done bool, err error) {
	res := tx.DB().Model(&Request{}).Where("id = ? AND state = ?", q.ID, RequestOpen).Update("state", state)
	if res.Error != nil {
		return false, fmt.Errorf("decide binding request: %w", res.Error)
	}
	return res.RowsAffected == 1, nil
}

// WaitingRequests lists the wishes that the office has not decided, oldest first.
func WaitingRequests(tx *db.Tx) ([]Request, error) {
	var rows []Request
	if err := tx.DB().Where("state = ?", RequestOpen).Order("no").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list binding requests: %w", err)
	}
	return rows, nil
}

package cooperation

import (
	"fmt"
	"strconv"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/approval"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
)

// OrderState is where a 总林长令 stands.
type OrderState string

// The states of an order.
const (
	Drafted   OrderState = "drafted"   // 待签署
	SentBack  OrderState = "sent_back" // 退回修改
	Published OrderState = "published" // 已发布
)

// Name is the state as people say it.
func (s OrderState) Name() string {
	return map[OrderState]string{Drafted: "待签署", SentBack: "退回修改", Published: "已发布"}[s]
}

// Order is one 总林长令.
type Order struct {
	ID          string `gorm:"primaryKey"`
	District    string
	Number      string // 2026年第1号总林长令
	Year, N     int
	Title       string
	Body        string
	Signers     string // names under it
	Media       string
	Draft       int // grows with every new text: a signature is for one draft
	State       OrderState
	Reason      string // why it was sent back
	Person      string // who drafted
	PublishedAt *time.Time
	Version     int
	At          time.Time
}

// TableName is orders.
func (Order) TableName() string { return "orders" }

// DraftOrder keeps a new order; taken is true when its number is in use.
func DraftOrder(tx *db.Tx, o *Order) (taken bool, err error) {
	o.ID, o.State, o.Draft, o.Version, o.At = tx.NewID(), Drafted, 1, 1, o.At.UTC()
	return db.Create(tx, o, "draft order")
}

// SaveOrder writes a changed order, unless somebody was faster.
func SaveOrder(tx *db.Tx, o *Order) error {
	return db.Swap(tx.DB(), o, o.ID, "version", &o.Version, "title", "body", "signers", "media", "draft", "state",
		"reason", "person", "published_at")
}

// Unpublished lists the orders that wait for a signature or for a new draft, oldest first.
func Unpublished(tx *db.Tx) ([]Order, error) {
	return db.List[Order](tx.DB().Where("state <> ?", Published).Order("year, n"), "list drafts of orders")
}

// Signing is the present draft, which the signers approve.
func (o Order) Signing() approval.Subject {
	return approval.Subject{Kind: KindOrder, Record: o.ID, Version: strconv.Itoa(o.Draft), Drafted: o.Person}
}

// SignRule says who signs: every post that the profile names, in any order, whoever drafted.
func SignRule(p *profile.Profile) approval.Rule {
	return approval.Rule{Posts: p.Cooperation.Approve, All: true, Own: true}
}

// Signatures lists the words that the present draft needs, those that are missing included.
func Signatures(tx *db.Tx, p *profile.Profile, o Order) ([]approval.Word, error) {
	have, err := approval.Words(tx, o.Signing())
	return SignRule(p).Fill(o.Signing(), have), err
}

// ItemState is where an item of an order stands.
type ItemState string

// The states of an item.
const (
	ItemOpen     ItemState = "open"     // 办理中
	ItemReported ItemState = "reported" // 待核查
	ItemDone     ItemState = "done"     // 已办结
	ItemRaised   ItemState = "raised"   // 已立为问题: it goes on as an issue
)

// Name is the state as people say it.
func (s ItemState) Name() string {
	return map[ItemState]string{ItemOpen: "办理中", ItemReported: "待核查", ItemDone: "已办结", ItemRaised: "已立为问题"}[s]
}

// Item is what one organisation has to do under an order. A task for several organisations is one item each.
type Item struct {
	ID       string `gorm:"primaryKey"`
	District string
	OrderID  string
	No       int
	Org      string
	Content  string
	Deadline string // YYYY-MM-DD; empty: none
	State    ItemState
	Progress string
	Person   string // who told the progress
	// ReportedAt is when it was reported done last; nil while it never was.
	ReportedAt *time.Time
	Version    int
	At         time.Time
}

// TableName is order_items.
func (Item) TableName() string { return "order_items" }

// AddItem keeps an item; taken is true when the order has it already.
func AddItem(tx *db.Tx, i *Item) (taken bool, err error) {
	i.ID, i.State, i.Version, i.At = tx.NewID(), ItemOpen, 1, i.At.UTC()
	return db.Create(tx, i, "add item")
}

// DropItems removes the items of a draft that is being replaced; a published order keeps its own.
func DropItems(tx *db.Tx, o Order) error {
	if o.State == Published {
		return fmt.Errorf("order %s is published", o.Number)
	}
	return db.Wrap(tx.DB().Where("order_id = ?", o.ID).Delete(&Item{}), "drop items of a draft")
}

// Items lists the items of orders; org empty lists everybody's.
func Items(tx *db.Tx, org string, orders ...string) ([]Item, error) {
	q := tx.DB().Where("order_id IN ?", orders).Order("order_id, no, org")
	return db.List[Item](db.Equal(q, map[string]string{"org": org}), "list items")
}

// OpenItems lists the items of published orders that wait for their owner or for the office; org empty lists
// everybody's.
func OpenItems(tx *db.Tx, org string) ([]Item, error) {
	published := tx.DB().Model(&Order{}).Select("id").Where("state = ?", Published)
	ids, err := db.List[string](published, "list published orders")
	if err != nil {
		return nil, err
	}
	q := tx.DB().Where("order_id IN ? AND state IN ?", ids, []ItemState{ItemOpen, ItemReported}).
		Order("order_id, no, org")
	return db.List[Item](db.Equal(q, map[string]string{"org": org}), "list open items")
}

// Step moves an item: the owner reports progress or completion, the office closes or sends back. Whoever reported it
// done does not close it.
func (i Item) Step(to ItemState, org string, office bool, article models.Article) *models.Error {
	switch {
	case to == ItemDone && !office:
		return models.Refuse(models.NotAllowed, models.TheOrder+"任务由"+models.TheOffice+"核查办结。",
			"请报告完成情况，由"+models.TheOffice+"核查。", article)
	case to != ItemDone && !office && i.Org != org:
		return models.Refuse(models.NotAllowed, "这项任务不是本单位的。", "发“"+models.TheOrder+"任务”看本单位的任务。", article)
	case to == ItemDone && i.State == ItemOpen:
		return models.Refuse(models.BadInput, "这项任务还没有报告完成，不能办结。", "请责任单位先报告完成情况。", article)
	case i.State == ItemDone:
		return models.Refuse(models.BadInput, "这项任务已经办结。", "发“查看"+models.TheOrder+"”看全部任务。", article)
	}
	return nil
}

// Save writes a changed item, unless somebody was faster.
func (i *Item) Save(tx *db.Tx) error {
	return db.Swap(tx.DB(), i, i.ID, "version", &i.Version, "state", "progress", "person", "reported_at")
}

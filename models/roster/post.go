package roster

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
)

// FindPost finds the post that people mean by a word (its key, title, an alias, or the end of its title) at an
// organisation. The same word may be a different post elsewhere: 联络员 of a town and of a unit.
func FindPost(p *profile.Profile, word, org string) (profile.Post, bool) {
	o, _ := p.Org(org)
	word = strings.TrimSpace(word)
	if word == "" {
		return profile.Post{}, false
	}
	for _, means := range []func(profile.Post) bool{
		func(x profile.Post) bool { return x.Key == word || x.Title == word },
		func(x profile.Post) bool { return slices.Contains(x.Aliases, word) },
	} {
		for _, x := range p.Posts {
			if x.At(o.Kind) && means(x) {
				return x, true
			}
		}
	}
	var best profile.Post
	for _, x := range p.Posts {
		if x.At(o.Kind) && strings.HasSuffix(x.Title, word) && (best.Key == "" || len(x.Title) < len(best.Title)) {
			best = x
		}
	}
	return best, best.Key != ""
}

// Title says a post at an organisation as people do: 杨柳青镇总林长, 区水务局联络员, 区总林长.
func Title(p *profile.Profile, post, org string) string {
	x, ok := p.Post(post)
	if !ok {
		x.Title = post
	}
	if org == "" {
		return x.Title
	}
	name := p.OrgName(org)
	if strings.HasPrefix(x.Title, name) {
		return x.Title
	}
	return name + tail(x, name)
}

// Called names the holder of a post as people do: 张三（区级林长）, or by the name alone where it tells the post.
func Called(p *profile.Profile, h Holder) string {
	title := Title(p, h.Post, h.Org)
	if strings.Contains(h.Name, title) {
		return h.Name
	}
	return h.Name + "（" + title + "）"
}

// tail is what follows an organisation's name in the title of its post: an alias that goes on where the name ends
// (大寺镇 and 镇总林长 make 大寺镇总林长), an alias that is the end of the title (联络员), or the whole title.
func tail(x profile.Post, name string) string {
	best := x.Title
	for _, alias := range x.Aliases {
		for i := range alias {
			if i > 0 && strings.HasSuffix(name, alias[:i]) {
				return alias[i:]
			}
		}
		if strings.HasSuffix(x.Title, alias) && len(alias) < len(best) {
			best = alias
		}
	}
	return best
}

// NewPerson makes a person with a code of his own, under the code of the organisation he first belongs to.
func NewPerson(tx *db.Tx, name, org string) (Person, error) {
	n, err := tx.Next("person", 0)
	if err != nil {
		return Person{}, fmt.Errorf("reserve person code: %w", err)
	}
	if org == "" {
		org = "district"
	}
	p := Person{ID: tx.NewID(), Code: fmt.Sprintf("%s.p%d", org, n), Name: name}
	if err := tx.DB().Create(&p).Error; err != nil {
		return Person{}, fmt.Errorf("add person: %w", err)
	}
	return p, nil
}

// PeopleNamed lists the people of a name, or the one whose code it is.
func PeopleNamed(tx *db.Tx, name string) ([]Person, error) {
	return db.List[Person](tx.DB().Where("name = ? OR code = ?", name, name).Order("code"), "find people by name")
}

// Appointment gives a post to a person from a moment on.
type Appointment struct {
	Post   profile.Post
	Org    models.Org
	Person string   // person code
	Linked []string // a chief's towns
	From   time.Time
}

// Give gives a post beside whoever else holds it. Giving what is held already changes nothing.
func Give(tx *db.Tx, a Appointment) error {
	held, err := Holders(tx, Query{Post: a.Post.Key, Org: a.Org.Code, Person: a.Person}, a.From)
	if err != nil {
		return err
	}
	for _, h := range held {
		if h.Org == a.Org.Code {
			return nil
		}
	}
	row := Held{ID: tx.NewID(), Person: a.Person, Post: a.Post.Key, Role: a.Post.Role, Org: a.Org.Code, Kind: a.Org.Kind,
		Linked: db.Join(a.Linked), Since: a.From.UTC()}
	return db.Wrap(tx.DB().Create(&row), "give post")
}

// End takes a post from a person at a moment; from that moment on he holds it no more.
func End(tx *db.Tx, post, org, person string, at time.Time) error {
	return db.Wrap(tx.DB().Model(&Held{}).
		Where("post = ? AND org = ? AND person = ? AND (until IS NULL OR until > ?)", post, org, person, at.UTC()).
		Update("until", at.UTC()), "end post")
}

// HandOver lets a successor take a post over at a.From: predecessors lose it in the same moment, and a chief's
// linked towns pass on with it. An empty from means everybody who holds it. It returns who was relieved.
func HandOver(tx *db.Tx, a Appointment, from string) ([]Holder, error) {
	held, err := Holders(tx, Query{Post: a.Post.Key, Org: a.Org.Code, Person: from}, a.From)
	if err != nil {
		return nil, err
	}
	var relieved []Holder
	for _, h := range held {
		if h.Person == a.Person || h.Org != a.Org.Code {
			continue
		}
		if err := End(tx, a.Post.Key, h.Org, h.Person, a.From); err != nil {
			return nil, err
		}
		a.Linked = append(a.Linked, h.Linked...)
		relieved = append(relieved, h)
	}
	slices.Sort(a.Linked)
	a.Linked = slices.Compact(a.Linked)
	return relieved, Give(tx, a)
}

// Rename changes how a person is addressed.
func Rename(tx *db.Tx, person, name string) error {
	return db.Wrap(tx.DB().Model(&Person{}).Where("code = ?", person).Update("name", name), "rename person")
}

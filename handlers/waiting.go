package handlers

import (
	"context"
	"fmt"
)

// Bare is what people order in a word or two where something waits for them.
type Bare string

// The bare orders, each by its plainest word.
const (
	BareAgree   Bare = "同意"  // 可以, 没意见, 照此办理
	BareReturn  Bare = "退回"  // 不同意, 打回
	BareSign    Bare = "签收"  // 收到
	BareAttend  Bare = "参加"  // 准时参加
	BareAbsent  Bare = "不参加" // 请假
	BareAdopt   Bare = "采用"  // 采用这条
	BareDecline Bare = "不用了" // 暂不采取
	BareUrge    Bare = "再催"  // 再催一下
)

// Waiting is one thing that waits for the sender's word.
type Waiting struct {
	Intent  string // the command that does it
	Command string // how people would order it, with its number: 同意 会3号
	Label   string // what it does, as a button says it: 同意 会3号 联席会议
	Ref     string // full number of the record
	Words   []Bare // the bare orders that mean it
}

// Waiting asks the regulations what waits for the sender's word.
func (d *Deployment) Waiting(ctx context.Context, r *Request) ([]Waiting, error) {
	var out []Waiting
	for _, m := range d.Modules {
		if m.Waiting == nil {
			continue
		}
		list, err := m.Waiting(ctx, r)
		if err != nil {
			return nil, fmt.Errorf("ask what waits in %s: %w", m.Name, err)
		}
		out = append(out, list...)
	}
	return out, nil
}

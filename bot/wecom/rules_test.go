package wecom

import (
	"encoding/binary"
	"errors"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/wecom/wecomtest"
	"linzhangbot/bot/wiretest"
)

// refusedFor asserts that a callback is refused for a reason.
func (s *stand) refusedFor(t *testing.T, reason, query, body string) {
	t.Helper()
	_, err := s.Receive(httptest.NewRequest(http.MethodPost, "/hook/x/robot?"+query, strings.NewReader(body)))
	var no *bot.Refusal
	if !errors.As(err, &no) || no.Reason != reason {
		t.Errorf("want %s, got %v", reason, err)
	}
}

func TestWellSignedCallbackIsRefusedAllTheSame(t *testing.T) {
	s := newStand(t, nil)
	const stamp = "1780000000"
	signed := func(nonce, msg string) (query, body string) {
		encrypted, err := s.robot.Keys.Encrypt(msg)
		if err != nil {
			t.Fatal(err)
		}
		signature := s.robot.Keys.Sign(stamp, nonce, encrypted)
		q := url.Values{"msg_signature": {signature}, "timestamp": {stamp}, "nonce": {nonce}}
		return q.Encode(), `{"encrypt":"` + encrypted + `"}`
	}
	query, body := signed("", `{}`)
	s.refusedFor(t, "bad_query", query, body)
	query, body = signed(strings.Repeat("n", 65), `{}`)
	s.refusedFor(t, "bad_query", query, body)
	query, body = signed("n", `{"x":"`+strings.Repeat("x", 50_000)+`"}`)
	s.refusedFor(t, "too_big", query, body)
}

func TestLengthInsideTheCiphertext(t *testing.T) {
	for n, want := range map[uint32]error{3: nil, 2: errReceiver, 4: errReceiver, 6: errReceiver, 7: errLength, 1<<32 - 1: errLength} {
		plain := binary.BigEndian.AppendUint32([]byte("0123456789abcdef"), n)
		if _, err := split(append(plain, "msgxyz"...), "xyz"); !errors.Is(err, want) {
			t.Errorf("%d: %v", n, err)
		}
	}
}

func TestTokenIsGivenUpFiveMinutesEarly(t *testing.T) {
	s := newStand(t, nil)
	s.must(t, toPerson, reminder())
	lives := slices.Collect(maps.Values(s.deps.Tokens.(*wiretest.Memory).Lives()))
	if !slices.Equal(lives, []time.Duration{115 * time.Minute}) {
		t.Errorf("%s", lives)
	}
}

// The table itself proves nothing: what the codes that matter most mean is written out once more.
func TestMeaningOfErrorCodes(t *testing.T) {
	for code, want := range map[int]bot.Again{
		-1: bot.AgainLater, 45009: bot.AgainLater, 45033: bot.AgainLater, 40014: bot.AgainLater, 40001: bot.AgainBroken,
		60020: bot.AgainBroken, 48002: bot.AgainBroken, 93000: bot.AgainBroken, 60111: bot.AgainNever,
		81013: bot.AgainNever, 40058: bot.AgainNever, 45002: bot.AgainNever,
	} {
		if got := codeError(code).Again; got != want {
			t.Errorf("%d: %s, want %s", code, got, want)
		}
	}
}

func TestRetryAfterIsKept(t *testing.T) {
	for head, want := range map[string]time.Duration{"30": 30 * time.Second, "0": 0, "90000": 0, "soon": 0} {
		s := newStand(t, nil)
		s.fake.Fault("/cgi-bin/webhook/send", wecomtest.Fault{Status: 429, Header: map[string]string{"Retry-After": head}})
		_, err := s.Send(t.Context(), toMain, reminder())
		if se := sendError(t, err); se.Again != bot.AgainLater || se.After != want {
			t.Errorf("%s: %+v", head, se)
		}
	}
}

func TestFileIsMeasuredAfterDecryption(t *testing.T) {
	s := newStand(t, nil)
	m := bot.Media{Kind: "image", Ref: s.fake.Serve("a.jpg", encrypted(t, "picture bytes"))}
	for most, ok := range map[int64]bool{12: false, 13: true} {
		if _, _, err := s.Fetch(t.Context(), bot.Event{}, m, most); (err == nil) != ok {
			t.Errorf("at most %d: %v", most, err)
		}
	}
}

func TestReplyAddressWithAUserNameIsLeftAlone(t *testing.T) {
	s := newStand(t, nil)
	to := toPerson
	to.ReplyTo = strings.Replace(s.fake.ResponseURL("c1"), "http://", "http://u:p@", 1)
	if got := s.must(t, to, reminder()); len(got) != 1 || got[0].To != "zhangsan" {
		t.Errorf("%+v", got)
	}
}

func TestRepeatsAreDroppedForTenMinutes(t *testing.T) {
	s := newStand(t, nil)
	got := s.must(t, toPerson, reminder())
	if got[0].Body["enable_duplicate_check"] != 1.0 || got[0].Body["duplicate_check_interval"] != 600.0 {
		t.Errorf("%+v", got[0].Body)
	}
}

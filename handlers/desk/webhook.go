package desk

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/gin-gonic/gin"

	"linzhangbot/bot"
)

const (
	bodyMax      = 1 << 20         // bytes of a callback
	patienceHTTP = 4 * time.Second // platforms wait 3 to 5 s
)

// Mount answers the platform's callbacks below /hook/<name>/.
func (d *Desk) Mount(r gin.IRouter, p bot.Platform) {
	router, ok := p.(bot.Router)
	if !ok {
		return
	}
	for _, path := range router.Paths() {
		full := "/hook/" + p.Name() + "/" + path
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			r.Handle(method, full, func(c *gin.Context) { d.callback(c, p) })
		}
	}
}

// callback is one pass down and one pass out: receive, hand to the desk, answer.
func (d *Desk) callback(c *gin.Context, p bot.Platform) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, bodyMax)
	delivery, err := p.Receive(c.Request)
	if err != nil {
		d.refuse(c, p, err)
		return
	}
	if delivery.Answer != nil && len(delivery.Events) == 0 {
		write(c, delivery.Answer)
		return
	}
	ctx, cancel := context.WithTimeout(c.Request.Context(), patienceHTTP)
	defer cancel()
	answer := delivery.Answer // what the platform wants to hear when there is nothing to say
	for _, e := range delivery.Events {
		count(events, p.Name(), string(e.Kind))
		out, err := d.Handle(ctx, e, delivery.Reply)
		if err != nil {
			d.Log.Error("event not kept, the platform will repeat it", "platform", p.Name(), "error", err)
			c.Status(http.StatusServiceUnavailable)
			return
		}
		if out.Answer != nil {
			answer = out.Answer
		}
	}
	if answer == nil {
		answer = &bot.Answer{Status: http.StatusOK}
	}
	write(c, answer)
}

// refuse answers what is not from the platform: always the same words, so that nothing can be learned from them.
func (d *Desk) refuse(c *gin.Context, p bot.Platform, err error) {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		count(refusals, p.Name(), "too large")
		c.Header("Connection", "close")
		c.Status(http.StatusRequestEntityTooLarge)
		return
	}
	refusal := &bot.Refusal{Status: http.StatusBadRequest, Body: "bad request", Reason: "unreadable"}
	errors.As(err, &refusal)
	count(refusals, p.Name(), refusal.Reason)
	c.Data(refusal.Status, "text/plain; charset=utf-8", []byte(refusal.Body))
}

func write(c *gin.Context, a *bot.Answer) {
	status, kind := a.Status, a.Type
	if status == 0 {
		status = http.StatusOK
	}
	if kind == "" {
		kind = "text/plain; charset=utf-8"
	}
	c.Data(status, kind, a.Body)
}

var (
	events = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "linzhangbot_events_total",
		Help: "Verified events by platform and kind."}, []string{"platform", "kind"})
	refusals = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "linzhangbot_refused_requests_total",
		Help: "Requests that were not from the platform, by reason."}, []string{"platform", "reason"})
)

// Metrics are the counters of the desk, for the program's registry.
func Metrics() []prometheus.Collector { return []prometheus.Collector{events, refusals} }

func count(c *prometheus.CounterVec, labels ...string) { c.WithLabelValues(labels...).Inc() }

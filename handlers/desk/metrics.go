package desk

import "github.com/prometheus/client_golang/prometheus"

var (
	events = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "linzhangbot_events_total",
		Help: "Verified events by platform and kind."}, []string{"platform", "kind"})
	refusals = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "linzhangbot_refused_requests_total",
		Help: "Requests that were not from the platform, by reason."}, []string{"platform", "reason"})
)

// Metrics are the counters of the desk, for the program's registry.
func Metrics() []prometheus.Collector { return []prometheus.Collector{events, refusals} }

func count(c *prometheus.CounterVec, labels ...string) { c.WithLabelValues(labels...).Inc() }

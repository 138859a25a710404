package bench

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

// print writes the table. Figures of a round are held against the same round of the other side only: on a shared
// machine everything else drifts.
func (s *stand) print(ours, other *side, open map[string]load) {
	fmt.Printf("\n%s\n%s; %d senders, %d towns, %d interleaved rounds of %s a side\n\n", machine(), s.store.words, senders, towns, rounds(), span)
	fmt.Println("| | replies/s | ack p50 / p99 ms | CPU ms a message: program + database (program) |")
	fmt.Println("|---|---|---|---|")
	for _, p := range platforms {
		for _, x := range []*side{ours, other} {
			list := x.rounds[p.name]
			fmt.Printf("| %s, %s | %.0f [%.0f..%.0f] | %.1f / %.1f | %.2f (%.2f) |\n", p.name, x.name,
				middle(list, speed), least(list, speed), most(list, speed),
				middle(list, func(m measurement) float64 { return ms(m.p50) }), middle(list, func(m measurement) float64 { return ms(m.p99) }),
				middle(list, func(m measurement) float64 { return ms(m.cpu) }), middle(list, func(m measurement) float64 { return ms(m.own) }))
		}
	}
	fmt.Println()
	for _, p := range platforms {
		var faster, cheaper []float64
		for i, m := range ours.rounds[p.name] {
			faster = append(faster, m.rate/other.rounds[p.name][i].rate)
			cheaper = append(cheaper, ms(other.rounds[p.name][i].cpu)/ms(m.cpu))
		}
		fmt.Printf("%s: %s times the plain side's replies/s; %s times less CPU\n", p.name, spread(faster), spread(cheaper))
	}
	for _, p := range platforms {
		l := open[p.name]
		fmt.Printf("%s at %d messages/s: from event to acknowledged commit p50 %.1f ms, p99 %.1f ms, longest %.1f ms\n",
			p.name, rate, ms(l.percentile(.5)), ms(l.percentile(.99)), ms(l.percentile(1)))
	}
	fmt.Printf("peak memory: %s %.0f MB, %s %.0f MB\n", ours.name, peak(ours.pid), other.name, peak(other.pid))
}

func speed(m measurement) float64 { return m.rate }

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func values(list []measurement, of func(measurement) float64) []float64 {
	var out []float64
	for _, m := range list {
		out = append(out, of(m))
	}
	slices.Sort(out)
	return out
}

func middle(list []measurement, of func(measurement) float64) float64 {
	return values(list, of)[len(list)/2]
}

func least(list []measurement, of func(measurement) float64) float64 { return values(list, of)[0] }

func most(list []measurement, of func(measurement) float64) float64 {
	return values(list, of)[len(list)-1]
}

// spread is the median with the least and the most.
func spread(list []float64) string {
	slices.Sort(list)
	return fmt.Sprintf("%.1f [%.1f..%.1f]", list[len(list)/2], list[0], list[len(list)-1])
}

// machine names what the figures were measured on.
func machine() string {
	model := "unknown processor"
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(text)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			model = strings.TrimSpace(value)
			break
		}
	}
	return fmt.Sprintf("%d × %s, %s, %s/%s, %s", runtime.NumCPU(), model, runtime.Version(), runtime.GOOS, runtime.GOARCH, time.Now().Format(time.DateOnly))
}

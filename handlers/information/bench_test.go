package information

import (
	"math/rand/v2"
	"testing"
	"time"

	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/db/dbtest"
)

// BenchmarkSubmit is one report from message to commit on SQLite, with the towns' reports piling up.
func BenchmarkSubmit(b *testing.B) {
	s := handlerstest.New(b, dbtest.SQLite(b, handlerstest.Migrations(Module())), setup())
	words := []rune("巡林造林护苗防火宣传培训古树补植修剪清理河道绿化湿地鸟类病虫害监测道路公园社区学校村口运河东西南北")
	random := rand.New(rand.NewPCG(1, 2))
	text := func(n int) string {
		out := make([]rune, n)
		for i := range out {
			out[i] = words[random.IntN(len(words))]
		}
		return string(out)
	}
	towns := s.Profile().OrgsOf("town", s.Now)
	for i := 0; b.Loop(); i++ {
		s.Now = s.Now.Add(time.Second)
		s.Want(s.Say(towns[i%len(towns)].Code+".liaison", "报送信息："+text(16)+"。"+text(200)), "report.accepted")
	}
}

package webchat

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

const bodyLimit = 64 << 10 // bytes of one request

// foreign refuses what another site's page would send in the visitor's name.
var foreign = http.NewCrossOriginProtection()

// guard admits requests of our own page only and limits their size.
func guard(c *gin.Context) {
	c.Header("Cache-Control", "no-store")
	c.Header("X-Content-Type-Options", "nosniff")
	if c.Request.Method == http.MethodPost {
		if foreign.Check(c.Request) != nil {
			refuse(c, http.StatusForbidden, "只接受本页面发出的操作。")
			return
		}
		if kind, _, _ := strings.Cut(c.ContentType(), ";"); kind != "application/json" {
			refuse(c, http.StatusUnsupportedMediaType, "内容格式不对，请刷新页面。")
			return
		}
		c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, bodyLimit)
	}
	c.Next()
}

// refuse answers with one kind sentence.
func refuse(c *gin.Context, code int, why string) { c.AbortWithStatusJSON(code, gin.H{"error": why}) }

// broken answers without the reason, which goes to the log.
func broken(c *gin.Context, doing string, err error) {
	_ = c.Error(fmt.Errorf("%s: %w", doing, err))
	refuse(c, http.StatusInternalServerError, "系统繁忙，请稍后再试。")
}

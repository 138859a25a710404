package handlers

import "github.com/gin-gonic/gin"

const pageKey = "linzhangbot desk"

// Page lets the modules' pages reach the desk: its database, its districts and its clock.
func (d *Desk) Page(c *gin.Context) { c.Set(pageKey, d) }

// Behind is the desk behind a page.
func Behind(c *gin.Context) (*Desk, bool) {
	d, ok := c.MustGet(pageKey).(*Desk)
	return d, ok
}

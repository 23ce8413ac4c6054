package ui

import (
	"maps"
	"net/url"
	"strconv"
)

// pageQuery is the query of the n-th page of a list.
func pageQuery(query url.Values, n int) url.Values {
	page := url.Values{}
	maps.Copy(page, query)
	page.Del("page")
	if n > 1 {
		page.Set("page", strconv.Itoa(n))
	}
	return page
}

package views

import (
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
)

// health says whether the program and its record answer. A record that does not
// is a 503, so that a watcher notices.
func (p *pages) health(c echo.Context) error {
	hash, err := p.store.DataHash(c.Request().Context())
	if err != nil {
		return writeJSON(c, http.StatusServiceUnavailable, map[string]string{"status": "the record does not answer", "version": p.version})
	}
	return writeJSON(c, http.StatusOK, map[string]string{"status": "ok", "version": p.version, "data": hash})
}

var routeParameter = regexp.MustCompile(`:([a-z0-9]+)|\*`)

// openAPI describes every address for machines, drawn from the table of routes.
func (p *pages) openAPI(c echo.Context) error {
	paths := map[string]any{}
	for _, route := range p.routes() {
		for _, face := range facesOf(route) {
			path := routeParameter.ReplaceAllStringFunc(route.Pattern, func(parameter string) string {
				return "{" + parameterName(parameter) + "}"
			}) + string(face)
			operations, _ := paths[path].(map[string]any)
			if operations == nil {
				operations = map[string]any{}
				paths[path] = operations
			}
			operations[strings.ToLower(route.Method)] = describe(route, face)
		}
	}
	return writeJSON(c, http.StatusOK, map[string]any{
		"openapi": "3.1.0",
		"info":    map[string]string{"title": "Seatwatch", "version": p.version, "description": "The record of disputes over who represents a Member at the United Nations."},
		"paths":   paths,
	})
}

func facesOf(route Route) []face {
	faces := []face{htmlFace}
	if route.JSON {
		faces = append(faces, jsonFace)
	}
	if route.CSV {
		faces = append(faces, csvFace)
	}
	return faces
}

// describe is one operation of the description.
func describe(route Route, f face) map[string]any {
	parameters := []map[string]any{}
	for _, parameter := range routeParameter.FindAllString(route.Pattern, -1) {
		parameters = append(parameters, map[string]any{"name": parameterName(parameter), "in": "path", "required": true, "schema": map[string]string{"type": "string"}})
	}
	for _, key := range route.Query {
		parameters = append(parameters, map[string]any{"name": key, "in": "query", "schema": map[string]string{"type": "string"}})
	}
	contentType := map[face]string{htmlFace: "text/html", jsonFace: "application/json", csvFace: "text/csv"}[f]
	if slices.Contains([]string{"/healthz", "/api/openapi.json"}, route.Pattern) {
		contentType = "application/json"
	}
	responses := map[string]any{"200": map[string]any{"description": capital(route.Says), "content": map[string]any{contentType: map[string]any{}}}}
	if len(parameters) > 0 {
		responses["400"] = map[string]string{"description": "A parameter cannot be read"}
	}
	if strings.ContainsAny(route.Pattern, ":*") {
		responses["404"] = map[string]string{"description": "Nothing of that name is in the record"}
	}
	return map[string]any{"summary": capital(route.Says), "parameters": parameters, "responses": responses}
}

func parameterName(parameter string) string {
	if parameter == "*" {
		return "symbol"
	}
	return strings.TrimPrefix(parameter, ":")
}

package views

import (
	"net/http"
	"regexp"
	"strings"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/views/paper"
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
		"components": map[string]any{"securitySchemes": map[string]any{
			tokenScheme: map[string]string{"type": "http", "scheme": "bearer", "description": "A token made at /account"},
		}},
	})
}

// tokenScheme names the way in which a program shows for whom it acts.
const tokenScheme = "token"

func facesOf(route Route) []face {
	faces := []face{htmlFace}
	if route.JSON {
		faces = append(faces, jsonFace)
	}
	if route.CSV {
		faces = append(faces, csvFace)
	}
	if route.Cited {
		faces = append(faces, cslFace, bibFace)
	}
	if route.Paper {
		faces = append(faces, paperFaces...)
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
	contentType := map[face]string{htmlFace: "text/html", jsonFace: "application/json", csvFace: "text/csv", cslFace: cslType, bibFace: bibType}[f]
	if format, ok := paper.FormatOf(strings.TrimPrefix(string(f), ".")); ok && contentType == "" {
		contentType = format.Type
	}
	if route.Type != "" {
		contentType = route.Type
	}
	if route.Writes() {
		return describeWrite(route, f, parameters)
	}
	responses := map[string]any{"200": map[string]any{"description": capital(route.Says), "content": map[string]any{contentType: map[string]any{}}}}
	if len(parameters) > 0 {
		responses["400"] = map[string]string{"description": "A parameter cannot be read"}
	}
	if strings.ContainsAny(route.Pattern, ":*") {
		responses["404"] = map[string]string{"description": "Nothing of that name is in the record"}
	}
	return secured(route, map[string]any{"summary": capital(route.Says), "parameters": parameters, "responses": responses})
}

// describeWrite is one operation that takes a form. A browser is led on to a page,
// a program is told where that is.
func describeWrite(route Route, f face, parameters []map[string]any) map[string]any {
	done := map[string]any{"303": map[string]string{"description": "Done; the page is at Location"}}
	if f == jsonFace {
		done = map[string]any{"200": map[string]any{"description": "Done", "content": map[string]any{echo.MIMEApplicationJSON: map[string]any{}}}}
	}
	done["422"] = map[string]string{"description": "A field cannot be taken; each fault names its field"}
	done["409"] = map[string]string{"description": "It was changed in between; both versions are told"}
	if strings.ContainsAny(route.Pattern, ":*") {
		done["404"] = map[string]string{"description": "Nothing of that name is in the record"}
	}
	return secured(route, map[string]any{
		"summary": capital(route.Says), "parameters": parameters, "responses": done,
		"requestBody": map[string]any{"content": map[string]any{echo.MIMEApplicationForm: map[string]any{"schema": map[string]string{"type": "object"}}}},
	})
}

// secured adds to an operation who may use it.
func secured(route Route, operation map[string]any) map[string]any {
	if route.Needs == "" {
		return operation
	}
	operation["description"] = "For " + article(credentials.Roles.Label(route.Needs)) + "."
	if !route.Person {
		operation["security"] = []map[string][]string{{tokenScheme: {}}}
	}
	responses, _ := operation["responses"].(map[string]any)
	responses["401"] = map[string]string{"description": "Nobody is signed in, and no token came"}
	responses["403"] = map[string]string{"description": "The role does not reach"}
	return operation
}

func parameterName(parameter string) string {
	if parameter == "*" {
		return "symbol"
	}
	return strings.TrimPrefix(parameter, ":")
}

package views

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

const (
	// bodyLimit leaves room for the longest text that a form takes, in any script;
	// readForm is stricter, and says at which field.
	bodyLimit = "8M"
	// pageTime is how long a page may take before the reader is told.
	pageTime = 20 * time.Second
)

// contentPolicy lets a page load from here only: no inline script, no inline
// style, no frame.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard puts the middleware on, outermost first.
func (p *pages) guard(e *echo.Echo) {
	crossOrigin := http.NewCrossOriginProtection()
	e.Pre(chooseFace)
	e.Use(
		middleware.RequestID(),
		middleware.RequestLoggerWithConfig(p.requestLog()),
		middleware.RecoverWithConfig(middleware.RecoverConfig{
			DisablePrintStack: true,
			LogErrorFunc:      func(_ echo.Context, err error, _ []byte) error { return err },
		}),
		p.fromMemory,
		func(next echo.HandlerFunc) echo.HandlerFunc {
			return func(c echo.Context) error {
				if err := crossOrigin.Check(c.Request()); err != nil {
					return echo.NewHTTPError(http.StatusForbidden).SetInternal(err)
				}
				return next(c)
			}
		},
		secureHeaders,
		p.recognize,
		middleware.BodyLimit(bodyLimit),
		middleware.ContextTimeoutWithConfig(middleware.ContextTimeoutConfig{
			Skipper:      func(c echo.Context) bool { return c.Path() == eventsPattern },
			Timeout:      pageTime,
			ErrorHandler: func(err error, _ echo.Context) error { return err },
		}),
	)
}

func secureHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		header := c.Response().Header()
		header.Set(echo.HeaderContentSecurityPolicy, contentPolicy)
		header.Set(echo.HeaderXContentTypeOptions, "nosniff")
		header.Set(echo.HeaderReferrerPolicy, "same-origin")
		header.Set("Cross-Origin-Opener-Policy", "same-origin")
		return next(c)
	}
}

// requestLog writes one line a request, by the pattern of the route, so that
// addresses that people made up do not fill the log with new keys.
func (p *pages) requestLog() middleware.RequestLoggerConfig {
	return middleware.RequestLoggerConfig{
		HandleError: true, LogStatus: true, LogLatency: true, LogMethod: true, LogRequestID: true, LogRoutePath: true,
		LogValuesFunc: func(c echo.Context, v middleware.RequestLoggerValues) error {
			p.log.LogAttrs(context.WithoutCancel(c.Request().Context()), slog.LevelInfo, "request",
				slog.String("method", v.Method), slog.String("route", v.RoutePath), slog.String("face", string(faceOf(c))),
				slog.Int("status", v.Status), slog.Duration("took", v.Latency), slog.String("request_id", v.RequestID))
			return nil
		},
	}
}

# Intervals of a ratio of two independent shares: the values of tests/goal/ratio_interval_test.cpp
# and tests/goal/assess_test.cpp. Base R only (made with R 4.2.2). Rscript tests/reference/goal.R

korn_graubard <- function(p, v, n, df, level = 0.95) {
  a <- 1 - level
  size <- if (p %in% c(0, 1)) n else min(n, p * (1 - p) / v * (qt(a / 2, n - 1) / qt(a / 2, df))^2)
  c(if (p == 0) 0 else qbeta(a / 2, size * p, size * (1 - p) + 1),
    if (p == 1) 1 else qbeta(1 - a / 2, size * p + 1, size * (1 - p)))
}

log_scale <- function(p1, v1, df1, p0, v0, df0, level = 0.95) {
  x <- c(v0 / p0^2, v1 / p1^2)
  df <- sum(x)^2 / sum(x^2 / c(df0, df1))
  c(p1 / p0 * exp(c(-1, 1) * qt((1 + level) / 2, df) * sqrt(sum(x))), df)
}

# Donner & Zou (2012), as printed there: theta1 / theta2.
mover <- function(t1, l1, u1, t2, l2, u2) {
  c((t1 * t2 - sqrt((t1 * t2)^2 - l1 * u2 * (2 * t1 - l1) * (2 * t2 - u2))) / (u2 * (2 * t2 - u2)),
    (t1 * t2 + sqrt((t1 * t2)^2 - u1 * l2 * (2 * t1 - u1) * (2 * t2 - l2))) / (l2 * (2 * t2 - l2)))
}

show <- function(name, x) cat(name, format(x, digits = 15), "\n")

show("log 0.045/0.1", log_scale(0.045, 0.0025^2, 180, 0.1, 0.0035^2, 210))
show("log 0.045/0.1 90 %", log_scale(0.045, 0.0025^2, 180, 0.1, 0.0035^2, 210, 0.9))
show("log 0.12/0.1 few df", log_scale(0.12, 0.02^2, 6, 0.1, 0.03^2, 11))

now <- korn_graubard(0, 0, 538, 500)
base <- korn_graubard(0.04, 0.01^2, 500, 480)
show("limits now", now)
show("limits base", base)
show("mover 0/0.04", mover(0, now[1], now[2], 0.04, base[1], base[2]))
now <- korn_graubard(1, 0, 60, 55)
base <- korn_graubard(0.6, 0.07^2, 60, 50)
show("mover 1/0.6", mover(1, now[1], now[2], 0.6, base[1], base[2]))
now <- korn_graubard(0.5, 0.06^2, 80, 70)
base <- korn_graubard(1, 0, 40, 38)
show("mover 0.5/1", mover(0.5, now[1], now[2], 1, base[1], base[2]))

# Two rounds of n answers with design effect 1.5 and p0 = 10 %: from which observed ratio on is a
# cell called halved, or not halved, at 95 % (normal approximation)?
for (n in c(1262, 631)) {
  v <- function(p) 1.5 * p * (1 - p) / n
  limit <- function(r, side) r * exp(side * qnorm(0.975) * sqrt(v(r / 10) / (r / 10)^2 + v(0.1) / 0.01))
  show(paste("halved up to, not halved from; n =", n),
       c(uniroot(function(r) limit(r, 1) - 0.5, c(0.1, 0.49), tol = 1e-12)$root,
         uniroot(function(r) limit(r, -1) - 0.5, c(0.51, 0.99), tol = 1e-12)$root))
}

# Change of a share and of a difference, Satterthwaite.
change <- function(e1, se1, df1, e0, se0, df0) {
  v <- se1^2 + se0^2
  df <- v^2 / (se1^4 / df1 + se0^4 / df0)
  c(e1 - e0, sqrt(v), df, e1 - e0 + c(-1, 1) * qt(0.975, df) * sqrt(v), (e1 - e0) / sqrt(v),
    2 * pt(-abs(e1 - e0) / sqrt(v), df))
}
show("change 0.08 0.1", change(0.08, 0.006, 120, 0.1, 0.008, 90))
show("change of difference", change(0.05, 0.01, 20, 0.09, 0.015, 12))

# How often the interval covers a true ratio, and how often a ratio of exactly 0.5 is called halved or
# not halved (section 6.5 of docs/methods.md). Simple random samples; the logarithm, or the limits of
# the shares where the later round has no event.
trials <- function(n, p0, p1, count = 4e5) {
  set.seed(1)
  x0 <- rbinom(count, n, p0)
  x1 <- rbinom(count, n, p1)
  a <- x0 / n
  b <- x1 / n
  s <- sqrt((1 - a) / (a * (n - 1)) + (1 - b) / (b * (n - 1)))
  reach <- exp(qt(0.975, 2 * (n - 1)) * s)
  low0 <- qbeta(0.025, x0, n - x0 + 1)
  from_limits <- (1 - 0.025^(1 / n)) / sqrt(low0 * (2 * a - low0))
  lower <- ifelse(x1 == 0, 0, b / a / reach)
  upper <- ifelse(x1 == 0, from_limits, b / a * reach)
  given <- x0 > 0
  c(coverage = mean((lower <= p1 / p0 & upper >= p1 / p0)[given]),
    halved = mean((upper <= 0.5)[given]), not_halved = mean((lower > 0.5)[given]))
}
for (case in list(c(1262, 0.1, 0.05), c(300, 0.1, 0.05), c(136, 0.1, 0.05), c(60, 0.3, 0.15)))
  show(paste("trials", toString(case)), trials(case[1], case[2], case[3]))

# Fieller's set, with covariance; and the one-sided tests. tests/goal/fieller_test.cpp
fieller <- function(p1, v1, df1, p0, v0, df0, rho = 0, level = 0.95) {
  x <- c(v0 / p0^2, v1 / p1^2)
  df <- sum(x)^2 / sum(x^2 / c(df0, df1))
  t <- qt((1 + level) / 2, df)
  covariance <- rho * sqrt(v0 * v1)
  # Roots by search, not by the formula of a quadratic: where does the squared statistic meet t²?
  g <- function(R) (p1 - R * p0)^2 - t^2 * (v1 - 2 * R * covariance + R^2 * v0)
  grid <- c(seq(0, 3, length.out = 3001), exp(seq(log(3), log(1e4), length.out = 2000))[-1])
  at <- which(diff(sign(sapply(grid, g))) != 0)
  roots <- sapply(at, function(i) uniroot(g, grid[c(i, i + 1)], tol = 1e-14)$root)
  statistic <- function(R) (p1 - R * p0) / sqrt(v1 - 2 * R * covariance + R^2 * v0)
  c(roots = roots, below = pt(statistic(0.5), df), above = pt(-statistic(0.5), df))
}
show("fieller 0.045/0.1", fieller(0.045, 0.0025^2, 180, 0.1, 0.0035^2, 210))
show("fieller with rho 0.4", fieller(0.045, 0.0025^2, 180, 0.1, 0.0035^2, 210, 0.4))
show("fieller few", fieller(0.12, 0.02^2, 6, 0.1, 0.03^2, 11))
show("fieller everything", fieller(0.12, 0.08^2, 30, 0.1, 0.06^2, 30))
show("fieller half line", fieller(0.3, 0.05^2, 30, 0.1, 0.06^2, 30))
show("fieller complement", fieller(0.05, 0.0252^2, 30, 0.1, 0.06^2, 30, 0.95))
log_tests <- function(p1, v1, df1, p0, v0, df0, rho = 0, g = 0.5) {
  x <- c(v0 / p0^2, v1 / p1^2)
  df <- sum(x)^2 / sum(x^2 / c(df0, df1))
  t <- log(p1 / p0 / g) / sqrt(sum(x) - 2 * rho * sqrt(prod(x)))
  c(pt(t, df), pt(-t, df))
}
show("log tests", log_tests(0.045, 0.0025^2, 180, 0.1, 0.0035^2, 210))
show("log tests rho 0.4", log_tests(0.045, 0.0025^2, 180, 0.1, 0.0035^2, 210, 0.4))
# MOVER with a correlation, from the interval of the difference theta1 - R theta2 (Zou & Donner
# 2008) searched for the R at which a limit is 0.
mover_search <- function(t1, l1, u1, t2, l2, u2, rho) {
  low <- function(R) t1 - R * t2 - sqrt((t1 - l1)^2 + (R * (u2 - t2))^2 - 2 * rho * (t1 - l1) * R * (u2 - t2))
  high <- function(R) t1 - R * t2 + sqrt((u1 - t1)^2 + (R * (t2 - l2))^2 - 2 * rho * (u1 - t1) * R * (t2 - l2))
  c(uniroot(low, c(0, t1 / t2), tol = 1e-14)$root, uniroot(high, c(t1 / t2, 50), tol = 1e-14)$root)
}
now <- korn_graubard(0.06, 0.01^2, 600, 500)
base <- korn_graubard(0.1, 0.014^2, 500, 480)
show("mover 0.06/0.1 rho 0.3", mover_search(0.06, now[1], now[2], 0.1, base[1], base[2], 0.3))
# The level at which MOVER's upper limit of 0/538 against 20/500 meets 0.5.
upper_at <- function(tail) {
  now <- korn_graubard(0, 0, 538, 500, 1 - 2 * tail)
  base <- korn_graubard(0.04, 0.01^2, 500, 480, 1 - 2 * tail)
  mover(0, now[1], now[2], 0.04, base[1], base[2])[2]
}
show("mover p", exp(uniroot(function(x) upper_at(exp(x)) - 0.5, log(c(1e-10, 0.4)), tol = 1e-12)$root))

# Planning: domain of n = 1262, p0 = 10 %, design effect 1.5, df 1200; and the city. planning_test.cpp
plan <- function(n, p0, deff, df, p1, g = 0.5, alpha = 0.025) {
  c0 <- deff * (1 - p0) / (n * p0)
  c1 <- function(r) deff * (1 - r * p0) / (n * r * p0)
  s <- function(r) sqrt(c0 + c1(r))
  nu <- function(r) (c0 + c1(r))^2 / (c0^2 / df + c1(r)^2 / df)
  t <- function(r) qt(1 - alpha, nu(r))
  reached <- uniroot(function(r) log(r) + t(r) * s(r) - log(g), c(0.05, g), tol = 1e-13)$root
  not <- uniroot(function(r) log(r) - t(r) * s(r) - log(g), c(g, 3), tol = 1e-13)$root
  rho <- c(1, 0.75, 0.5, 0.25)
  z <- qnorm(1 - alpha) + qnorm(0.8)
  aim <- (log(g / 0.4) / z)^2
  k <- deff * c((1 - p0) / p0, (1 - 0.4 * p0) / (0.4 * p0))
  list(critical = c(reached, not),
       power_reached = mapply(function(r) pt(log(g / r) / s(r) - t(r), nu(r)), rho),
       power_not = mapply(function(r) pt(log(r / g) / s(r) - t(r), nu(r)), rho),
       n = c(if (aim > c0) k[2] / (aim - c0) else NA, sum(k) / aim))
}
for (n in c(1262, 17669)) for (x in list(plan(n, 0.1, 1.5, n - 20)))
  for (name in names(x)) show(paste("plan", n, name), x[[name]])
# The distance to the path by MOVER from logit limits.
logit_limits <- function(p, se, df) plogis(qlogis(p) + c(-1, 1) * qt(0.975, df) * se / (p * (1 - p)))
now <- logit_limits(0.045, 0.0025, 180)
base <- logit_limits(0.1, 0.0035, 210)
path <- 0.5^0.75
for (rho in c(0, 0.4)) show(paste("distance, rho", rho), {
  d <- 0.045 - path * 0.1
  w <- function(a, b) sqrt(a^2 + b^2 - 2 * rho * a * b)
  c(d - w(0.045 - now[1], path * (base[2] - 0.1)), d + w(now[2] - 0.045, path * (0.1 - base[1])))
})

# Random designs and what survey 4.1-1 makes of them, for a comparison while the tests run:
#   Rscript tests/reference/random_designs.R DIR [DESIGNS]
# writes designs.csv (what each has), D.csv (records of design D), expected.csv (estimates),
# contrasts.csv and quantiles.csv. A field is empty where R has no such figure.
suppressMessages(library(survey))
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))), "calibrate.R"))
dir <- commandArgs(TRUE)[1]
designs <- if (length(commandArgs(TRUE)) > 1) as.integer(commandArgs(TRUE)[2]) else 312

pick <- function(values) values[[sample.int(length(values), 1)]]

# What design number i has; the lists differ in length, so that all combinations come in turn.
plan <- function(i) {
  stages <- (i - 1) %% 4
  fpc <- c("none", "size", "fraction", "some taken")[(i - 1) %/% 4 %% 4 + 1]
  calibration <- c("none", "one margin", "two margins", "raking", "none", "logit", "truncated", "post-stratified",
                   "numeric", "two steps", "numeric raking", "crossed", "scaled")[(i - 1) %% 13 + 1]
  lonely <- c("none", "certainty", "none", "remove", "adjust", "none", "average")[(i - 1) %% 7 + 1]
  data.frame(design = i, stages, strata = if (lonely == "none") pick(c(0, 1, 2, 3, 5, 6)) else pick(3:6),
             nest = pick(0:1), fpc, lonely, calibration, missing = pick(c(0, .07, .3)), zeros = pick(c(0, 3)))
}

# Survey's variance of several stages takes a call of R for every unit.
slow <- function(p) p$stages > 1 && p$fpc %in% c("size", "some taken")

# Units of a population of strata; a lonely stratum has one PSU.
records <- function(p) {
  strata <- max(1, if (slow(p)) min(3, p$strata) else p$strata)
  psus <- if (p$stages == 0) 8 + rpois(strata, 12) else 2 + rpois(strata, if (slow(p)) 2 else 4)
  if (p$lonely != "none") psus[sample.int(strata, pick(1:2))] <- 1
  # Later stages: "fail" fails in a PSU with a single unit, and survey's "average" is 0/0 there.
  least <- if (p$lonely %in% c("none", "average")) 2 else 1
  do.call(rbind, lapply(seq_len(strata), function(h) {
    population <- psus[h] + if (p$fpc == "some taken") pick(c(0, 0, 7)) else sample.int(40, 1)
    do.call(rbind, lapply(seq_len(psus[h]), function(i) {
      ssus <- if (p$stages == 0) 1 else least + rpois(1, if (slow(p)) 2 else 3)
      tsus <- if (p$stages == 3) least + rpois(ssus, 1) else if (p$stages == 0) 1 else sample(1:2, ssus, TRUE)
      data.frame(h = h, psu = i, ssu = rep(seq_len(ssus), tsus), tsu = sequence(tsus), N1 = population,
                 N2 = ssus + sample(0:9, 1), N3 = rep(tsus + sample(0:5, ssus, TRUE), tsus), level = rnorm(1, sd = 2))
    }))
  }))
}

answers <- function(d, p) {
  n <- nrow(d)
  if (p$nest == 0) d$psu <- 100 * d$h + d$psu
  d$pw <- exp(rnorm(n, 3, 0.7))
  d$dom <- sample(c("a", "b", "c", "rare"), n, TRUE, c(.5, .4, .1, .01))
  d$m1 <- sample(c("p", "q", "r"), n, TRUE); d$m2 <- sample(c("u", "v"), n, TRUE)
  d$num <- rgamma(n, 3) + (d$m1 == "p"); d$q <- runif(n, .5, 2)
  d$y <- 50 + d$level + 3 * d$num + rnorm(n, sd = 3)
  d$x <- d$y * runif(n, .5, 1.5)
  d$b <- as.numeric(runif(n) < plogis((d$y - 60) / 8))
  d$y[runif(n) < p$missing] <- NA; d$b[runif(n) < p$missing] <- NA
  if (p$zeros > 0) d$pw[sample(n, p$zeros)] <- 0
  d$one <- as.numeric(d$h == d$h[1] & d$psu == d$psu[1])
  d$f1 <- ave(d$psu + 0, d$h, FUN = function(v) length(unique(v))) / d$N1
  if (p$stages == 0) d$f1 <- ave(d$h, d$h, FUN = length) / d$N1
  d
}

formulas <- list("one margin" = ~m1, "two margins" = ~ m1 + m2, raking = ~ m1 + m2, logit = ~ m1 + m2,
                 truncated = ~m1, numeric = ~ m1 + m2 + num, "numeric raking" = ~ m2 + num,
                 crossed = ~ m1 * m2, scaled = ~ m1 + num)

calibrated <- function(s, d, kind) {
  if (kind %in% c("none", "two steps")) return(s)
  if (kind == "post-stratified") {
    cells <- aggregate(list(Freq = d$pw), d[c("m1", "m2")], sum)
    cells$Freq <- cells$Freq * exp(rnorm(nrow(cells), sd = .1))
    return(postStratify(s, ~ m1 + m2, cells))
  }
  mm <- model.matrix(formulas[[kind]], d)
  q <- qr(mm * sqrt(d$pw))
  mm <- mm[, sort(q$pivot[seq_len(q$rank)])]  # without cells that nobody with a weight is in
  goal <- colSums(mm * d$pw) * exp(rnorm(ncol(mm), sd = .03))
  fun <- c(raking = "raking", "numeric raking" = "raking", logit = "logit", truncated = "truncated")
  fun <- if (kind %in% names(fun)) fun[[kind]] else "linear"
  bounds <- if (fun == "logit") c(.3, 3) else if (fun == "truncated") c(.7, 1.4)
  calibrate_by(s, mm, goal, fun, bounds, if (kind == "scaled") d$q else rep(1, nrow(d)))
}

# Two linear calibrations, m1 and then m2 and num, as a function of the weights before.
two_steps <- function(d) {
  x1 <- model.matrix(~m1, d); x2 <- model.matrix(~ m2 + num, d)
  goal1 <- colSums(x1 * d$pw) * exp(rnorm(ncol(x1), sd = .03)); goal2 <- colSums(x2 * d$pw) * exp(rnorm(ncol(x2), sd = .03))
  linear <- function(w, x, goal) w * (1 + drop(x %*% solve(crossprod(x, x * w), goal - colSums(x * w))))
  list(first = function(w) linear(w, x1, goal1), both = function(w) linear(linear(w, x1, goal1), x2, goal2))
}

design_of <- function(d, p) {
  # A weight of 0 makes R's own residuals 0/0: it is as good as 0.
  d$pw <- pmax(d$pw, 1e-300)
  ids <- list(~1, ~psu, ~ psu + ssu, ~ psu + ssu + tsu)[[p$stages + 1]]
  fpc <- switch(p$fpc, none = NULL, fraction = if (p$stages <= 1) ~f1,
                list(~N1, ~N1, ~ N1 + N2, ~ N1 + N2 + N3)[[p$stages + 1]])
  strata <- if (p$strata == 0) NULL else ~h
  svydesign(id = ids, strata = strata, weights = ~pw, fpc = fpc, data = d, nest = p$nest == 1)
}

# Limits of a share by their formulas; survey's own where it has them.
t_of <- function(df) qt(.975, df)
wilson <- function(p, n, t) (p + t^2 / (2 * n) + c(-1, 1) * t * sqrt(p * (1 - p) / n + t^2 / (4 * n^2))) / (1 + t^2 / n)
likelihood <- function(p, n, t) {
  # As a function of -log x, where x is the limit or what it lacks of 1.
  below <- function(p) {
    loss <- function(v) 2 * n * (p * (log(p) + v) + (1 - p) * (log1p(-p) - log(-expm1(-v)))) - t^2
    exp(-uniroot(loss, c(-log(p), 1e6), tol = 1e-14, maxiter = 5000)$root)
  }
  c(below(p), 1 - below(1 - p))
}
arcsine <- function(p, se, t) {
  centre <- asin(sqrt(p)); half <- t * se / (2 * sqrt(p * (1 - p)))
  c(if (half < 2 * centre) sin(centre - half)^2 else 0, if (half < pi - 2 * centre) sin(centre + half)^2 else 1)
}
korn_graubard <- function(p, se, t, n, cap) {
  size <- p * (1 - p) / se^2 * (t_of(n - 1) / t)^2
  if (cap) size <- min(n, size)
  qbeta(c(.025, .975), size * p + c(0, 1), size * (1 - p) + c(1, 0))
}
limits <- function(p, se, df, n) {
  t <- t_of(df); size <- p * (1 - p) / se^2
  logit <- plogis(qlogis(p) + c(-1, 1) * t * se / (p * (1 - p)))
  c(wald = p + c(-1, 1) * t * se, logit = logit, arcsine = arcsine(p, se, t), wilson = wilson(p, size, t),
    korn.graubard = korn_graubard(p, se, t, n, TRUE), likelihood = likelihood(p, size, t))
}
# The formulas above are survey's.
check_limits <- function(l, at, p, se, df, calibrated) {
  same <- function(kind, method) {
    theirs <- attr(svyciprop(~b, at, method, na.rm = TRUE), "ci")
    stopifnot(abs(theirs - l[paste0(kind, 1:2)]) < 1e-12)
  }
  same("wald", "mean"); same("logit", "xlogit")
  if (l[["arcsine1"]] > 0 && l[["arcsine2"]] < 1) same("arcsine", "asin")
  # Survey takes the rows of the design for n: right where there are no others.
  if (calibrated) return()
  theirs <- attr(svyciprop(~b, at, "beta"), "ci")
  stopifnot(abs(theirs - korn_graubard(p, se, t_of(df), nrow(at), FALSE)) < 1e-12)
}

number <- function(v) ifelse(is.na(v), "", format(v, digits = 17, trim = TRUE))
write_table <- function(table, name) {
  for (v in names(table)) if (is.numeric(table[[v]])) table[[v]] <- number(table[[v]])
  write.csv(table, file.path(dir, name), row.names = FALSE, quote = FALSE)
}

statistics <- list(
  mean = list(of = function(at, ...) svymean(~y, at, na.rm = TRUE, ...), answered = "y"),
  share = list(of = function(at, ...) svymean(~b, at, na.rm = TRUE, ...), answered = "b"),
  total = list(of = function(at, ...) svytotal(~y, at, na.rm = TRUE, ...), answered = "y"),
  ratio = list(of = function(at, ...) svyratio(~y, ~x, at, na.rm = TRUE, ...), answered = "y"),
  count = list(of = function(at, ...) svytotal(~all, at, ...), answered = "all"))
no_limits <- setNames(rep(NA_real_, 12), paste0(rep(c("wald", "logit", "arcsine", "wilson", "korn.graubard", "likelihood"), each = 2), 1:2))

# Survey takes the residuals of several calibrations in the order in which they were made, which is
# not the derivative of the weighting: the derivative, by differences (9 digits).
by_derivative <- function(d, s, steps, name, inside) {
  y <- ifelse(inside, d[[statistics[[name]]$answered]], 0)
  theta <- function(pw) { w <- steps$both(pw); if (name == "total") sum(w * y) else sum(w * y) / sum(w * inside) }
  u <- sapply(seq_along(d$pw), function(k) {
    h <- 1e-4 * d$pw[k]
    if (h == 0) return(0)
    up <- down <- d$pw; up[k] <- up[k] + h; down[k] <- down[k] - h
    d$pw[k] * (theta(up) - theta(down)) / (2 * h)
  })
  list(value = theta(d$pw), se = sqrt(c(survey:::svyrecvar(cbind(u), s$cluster, s$strata, s$fpc))))
}

estimate <- function(d, s, p, name, domain, inside) {
  row <- data.frame(design = p$design, statistic = name, domain, n = sum(inside), estimate = NA, se = NA, df = NA,
                    deff.wr = NA, deff.wor = NA, t(no_limits))
  if (row$n == 0) return(row)
  at <- subset(s, inside)
  # The simple random variance of a count is 0, or what rounding leaves of it.
  if (p$calibration == "two steps") {
    row$df <- degf(at)
    if (!(name %in% c("mean", "share", "total")) || !(domain %in% c("all", "a"))) return(row)
    found <- by_derivative(d, s, p$steps, name, inside)
    row$estimate <- found$value; row$se <- found$se
    return(row)
  }
  effect <- row$n > 1 && name != "count" && domain %in% c("all", "a") && (!slow(p) || name == "share")
  found <- statistics[[name]]$of(at, deff = if (effect) "replace" else FALSE)
  row$estimate <- unname(coef(found))[1]; row$se <- c(SE(found))[1]; row$df <- degf(at)
  if (effect) row$deff.wr <- c(deff(found))
  if (effect && domain == "all") row$deff.wor <- c(deff(statistics[[name]]$of(at, deff = TRUE)))
  p_hat <- row$estimate
  if (name == "share" && row$df > 0 && p_hat > 0 && p_hat < 1 && row$se > 1e-12) {
    l <- limits(p_hat, row$se, row$df, row$n)
    if (domain == "a" && !slow(p)) check_limits(l, at, p_hat, row$se, row$df, p$calibration != "none")
    row[names(l)] <- l
  }
  row
}

estimates <- function(d, s, p) {
  live <- d$pw > 0
  domains <- list(all = live, a = live & d$dom == "a", rare = live & d$dom == "rare", one = live & d$one == 1,
                  b = live & d$dom == "b", stratum = live & d$h == 1)
  cases <- expand.grid(name = names(statistics), domain = names(domains), stringsAsFactors = FALSE)
  if (slow(p)) cases <- cases[cases$name %in% c("mean", "share", "total") & cases$domain %in% names(domains)[1:4], ]
  do.call(rbind, Map(function(name, domain)
    estimate(d, s, p, name, domain, domains[[domain]] & !is.na(d[[statistics[[name]]$answered]])), cases$name, cases$domain))
}

# Differences and ratios of domains a and b: by svyby and svycontrast, which fail on a calibrated
# design, there by the same linearised values and survey's svyrecvar.
contrasts <- function(d, s, p) if (p$calibration != "two steps") do.call(rbind, lapply(if (slow(p)) "share" else c("mean", "share", "total"), function(name) {
  v <- statistics[[name]]$answered
  groups <- d$pw > 0 & d$dom %in% c("a", "b") & !is.na(d[[v]])
  if (length(unique(d$dom[groups])) < 2) return(NULL)
  at <- subset(s, groups)
  if (p$calibration == "none") {
    by <- svyby(reformulate(v), ~dom, at, if (name == "total") svytotal else svymean, covmat = TRUE)
    gap <- svycontrast(by, list(gap = c(a = 1, b = -1))); ratio <- svycontrast(by, quote(a / b))
    found <- c(coef(gap), SE(gap), coef(ratio), SE(ratio))
  } else {
    w <- weights(s, "sampling"); y <- ifelse(groups, d[[v]], 0)
    cell <- function(g) {
      inside <- as.numeric(groups & d$dom == g)
      value <- if (name == "total") sum(w * inside * y) else sum(w * inside * y) / sum(w * inside)
      z <- if (name == "total") inside * y else inside * (y - value) / sum(w * inside)
      list(value = value, u = w * z)
    }
    a <- cell("a"); b <- cell("b")
    variance <- function(u) c(survey:::svyrecvar(cbind(u), s$cluster, s$strata, s$fpc, postStrata = s$postStrata))
    r <- a$value / b$value
    found <- c(a$value - b$value, sqrt(variance(a$u - b$u)), r, sqrt(variance((a$u - r * b$u) / b$value)))
  }
  data.frame(design = p$design, statistic = name, kind = c("difference", "ratio"), estimate = unname(found[c(1, 3)]),
             se = unname(found[c(2, 4)]), df = degf(at))
}))

# Each design by one rule and one kind of interval; survey's names of those.
quantiles <- function(d, s, p) {
  rule <- c("math", "school", paste0("hf", 1:9))[p$design %% 11 + 1]
  interval <- c("mean", "xlogit", "asin")[p$design %% 3 + 1]
  if (p$calibration == "two steps" || slow(p)) return(NULL)
  do.call(rbind, lapply(c("all", "a"), function(domain) {
    inside <- d$pw > 0 & !is.na(d$y) & (domain == "all" | d$dom == domain)
    if (sum(inside) < 3) return(NULL)
    at <- subset(s, inside)
    if (degf(at) < 1) return(NULL)
    found <- svyquantile(~y, at, c(.1, .25, .5, .8), qrule = rule, interval.type = interval, na.rm = TRUE)$y
    data.frame(design = p$design, rule, interval, domain, probability = c(.1, .25, .5, .8), estimate = found[, 1],
               lower = found[, 2], upper = found[, 3], se = found[, 4], row.names = NULL)
  }))
}

one <- function(i) {
  set.seed(20230401 + i)
  p <- plan(i)
  options(survey.lonely.psu = if (p$lonely == "none") "fail" else p$lonely)
  d <- answers(records(p), p)
  d$all <- 1
  s <- calibrated(design_of(d, p), transform(d, pw = pmax(pw, 1e-300)), p$calibration)
  d$w <- ifelse(d$pw == 0, 0, weights(s))
  steps <- if (p$calibration == "two steps") two_steps(d)
  if (!is.null(steps)) {
    d$w1 <- steps$first(d$pw); d$w <- steps$both(d$pw)
  }
  write_table(d, paste0(i, ".csv"))
  list(design = p, estimates = estimates(d, s, c(p, list(steps = steps))), contrasts = contrasts(d, s, p), quantiles = quantiles(d, s, p))
}

all <- suppressWarnings(parallel::mclapply(seq_len(designs), one, mc.cores = parallel::detectCores()))
failed <- sapply(all, inherits, "try-error")
if (any(failed)) stop("design ", which(failed)[1], ": ", all[failed][[1]])
for (part in list(c("design", "designs.csv"), c("estimates", "expected.csv"), c("contrasts", "contrasts.csv"), c("quantiles", "quantiles.csv")))
  write_table(do.call(rbind, lapply(all, `[[`, part[1])), part[2])

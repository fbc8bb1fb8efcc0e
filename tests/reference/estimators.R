# Forty random designs with what survey 4.1-1 makes of quantiles, functions of totals, standardised
# means and contrasts of many groups, for a comparison while the tests run:
#   Rscript tests/reference/estimators.R DIR
# writes D.csv and D.toml (design D), DS.csv (its standard population) and cases.csv.
suppressMessages(library(survey))
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))), "calibrate.R"))
dir <- commandArgs(TRUE)[1]
set.seed(20260917)
options(digits = 17)
number <- function(v) { v <- as.numeric(v); ifelse(is.finite(v), format(v, digits = 17, trim = TRUE), "") }

records <- function(strata) do.call(rbind, lapply(seq_len(strata), function(h) {
  psus <- 3 + rpois(1, 4)
  do.call(rbind, lapply(seq_len(psus), function(i)
    data.frame(h = h, psu = i, N = 2 * psus + 12 * h, level = rnorm(1), k = seq_len(3 + rpois(1, 4)))))
}))

# F before its first step: survey's own rules leave its definition there.
before_first_step <- function(x, w, p) p < sum(w[x == min(x)]) / sum(w) * (1 + 1e-9)
on_a_step <- function(x, w, p) any(abs(cumsum(w[order(x)]) / sum(w) - p) < 1e-9)

one <- function(design) {
  d <- records(sample(1:5, 1))
  n <- nrow(d)
  d$pw <- exp(rnorm(n, 3, 0.6))
  d$dom <- sample(c("a", "b", "c"), n, TRUE, c(.45, .35, .2))
  d$age <- sample(c("15-24", "25-64", "65+"), n, TRUE)
  d$m <- sample(c("u", "v"), n, TRUE)
  d$y <- 50 + d$level + rnorm(n, sd = 4) + 3 * (d$age == "65+")
  if (runif(1) < .5) d$y <- round(d$y)  # ties
  d$x <- 2 + rgamma(n, 4)
  d$z <- rgamma(n, 2)
  d$y[runif(n) < .07] <- NA; d$x[runif(n) < .05] <- NA
  calibrated <- runif(1) < .5
  plain <- svydesign(id = ~psu, strata = ~h, weights = ~pw, fpc = ~N, data = d, nest = TRUE)
  s <- plain
  d$w <- d$pw
  toml <- c('weight = "w"', 'strata = "h"', 'psu = "psu"', 'fpc = "N"', "nest = true")
  if (calibrated) {
    mm <- model.matrix(~ age + m, d)
    s <- calibrate_by(plain, mm, colSums(mm * d$pw) * exp(rnorm(ncol(mm), sd = .03)), "raking")
    d$w <- weights(s)
    toml <- c(toml, "[[calibration]]", 'weight_before = "pw"', 'weight_after = "w"',
              'margins = [["age"], ["m"]]', 'distance = "raking"')
  }
  writeLines(toml, file.path(dir, paste0(design, ".toml")))
  out <- d
  for (v in names(out)) if (is.numeric(out[[v]])) out[[v]] <- number(out[[v]])
  write.csv(out, file.path(dir, paste0(design, ".csv")), row.names = FALSE, quote = FALSE)
  standard <- c("15-24" = 200, "25-64" = 500, "65+" = 300)
  write.csv(data.frame(age = names(standard), total = standard), file.path(dir, paste0(design, "S.csv")),
            row.names = FALSE, quote = FALSE)

  rows <- NULL
  add <- function(args, indicator, dom, contrast, estimate, se, lower = NA, upper = NA, df = NA)
    rows <<- rbind(rows, data.frame(design, args, indicator, dom, contrast, estimate = number(estimate),
      se = number(se), lower = number(lower), upper = number(upper), df = number(df)))
  # A smooth function of totals of columns that are 0 outside what they are of.
  smooth <- function(columns, f) {
    t <- svytotal(as.matrix(columns), s)
    names(t) <- colnames(columns)
    svycontrast(t, f)
  }
  zero <- function(v) ifelse(is.na(v), 0, v)
  for (dom in c("", "a", "b")) {
    inside <- dom == "" | d$dom == dom
    valid <- inside & !is.na(d$y)
    here <- subset(s, valid)
    w <- d$w[valid]; y <- d$y[valid]
    rule <- sample(c("math", "school", paste0("hf", c(1, 2, 4:9))), 1)
    kind <- sample(c("mean", "xlogit", "asin"), 1)
    for (p in if (length(y) < 5) NULL else c(.1, .5, .8)) {
      qhat <- getFromNamespace(paste0("qrule_", rule), "survey")(y, w, p)
      m <- svymean(~up_to, subset(update(s, up_to = as.numeric(zero(y) <= qhat)), valid))
      q <- tryCatch(unclass(svyquantile(~y, here, p, qrule = rule, interval.type = kind, df = degf(here))[[1]]), error = function(e) NULL)
      lowest <- coef(m) - qt(.975, degf(here)) * SE(m)
      if (is.null(q) || before_first_step(y, w, p) || on_a_step(y, w, p)) next
      if (lowest > 0 && before_first_step(y, w, lowest)) next  # R's limit is the second value
      ci <- c(mean = "wald", xlogit = "logit", asin = "arcsine")[kind]
      add(paste("--quantile", paste0("y@", p), "--quantile-rule", rule, "--ci", ci),
          paste0("y@", p), dom, "", q[1, 1], q[1, 4], q[1, 2], q[1, 3], degf(here))
    }
    all3 <- inside & !is.na(d$y) & !is.na(d$x)
    cols <- data.frame(y = zero(d$y) * all3, x = zero(d$x) * all3, z = d$z * all3, one = as.numeric(all3),
                       old = as.numeric(all3 & d$age == "65+"))
    df <- degf(subset(s, all3))
    f <- smooth(cols, quote(y / x - log(z / x) * sqrt(y / one)))
    text <- "total(y)/total(x)-log(total(z)/total(x))*sqrt(mean(y))"
    add(paste("--function", text), text, dom, "", coef(f), SE(f), df = df)
    f <- smooth(cols, quote((old / one)^2 * exp(-x / y) + 3 * z))
    text <- "share(age=65+)^2*exp(-total(x)/total(y))+3*total(z)"
    # The code and z are known where y or x are not: complete records count.
    add(paste("--function", text), text, dom, "", coef(f), SE(f), df = df)
    # Standardised mean as a function of totals in the groups: right under calibration too.
    groups <- names(standard)
    in_group <- lapply(groups, function(g) valid & d$age == g)
    if (all(sapply(in_group, any))) {
      cols <- data.frame(lapply(in_group, function(i) zero(d$y) * i), lapply(in_group, as.numeric))
      names(cols) <- c("y1", "y2", "y3", "n1", "n2", "n3")
      f <- smooth(cols, quote(.2 * y1 / n1 + .5 * y2 / n2 + .3 * y3 / n3))
      args <- paste("--mean y --standardize", paste0("age=", design, "S.csv"))
      add(args, "y", dom, "", coef(f), SE(f), df = degf(here))
      if (!calibrated) {  # under calibration R takes the steps in the wrong order
        r <- svymean(~y, svystandardize(here, by = ~age, population = standard))
        add(args, "y", dom, "", coef(r), SE(r), df = degf(here))
      }
    }
  }
  groups <- lapply(c("a", "b", "c"), function(g) !is.na(d$y) & d$dom == g)
  cols <- data.frame(lapply(groups, function(i) zero(d$y) * i), lapply(groups, as.numeric))
  names(cols) <- c("y1", "y2", "y3", "n1", "n2", "n3")
  f <- smooth(cols, quote(2 * y1 / n1 - .5 * y2 / n2 - 1.5 * y3 / n3))
  add("--mean y --contrast dom:2*a-0.5*b-1.5*c", "y", "", "dom:2*a-0.5*b-1.5*c", coef(f), SE(f), df = degf(subset(s, !is.na(y))))
  rows
}

cases <- do.call(rbind, lapply(1:40, one))
write.csv(cases, file.path(dir, "cases.csv"), row.names = FALSE, quote = TRUE)

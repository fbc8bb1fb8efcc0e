# Sixty random designs and what survey 4.1-1 makes of them, for a comparison while the tests run:
#   Rscript tests/reference/random_designs.R DIR
# writes designs.csv (what each has), D.csv (records of design D) and expected.csv.
suppressMessages(library(survey))
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))), "calibrate.R"))
dir <- commandArgs(TRUE)[1]
set.seed(20230401)
options(digits = 17)

records <- function(strata, stages) {
  psus <- 2 + rpois(strata, 4)
  do.call(rbind, lapply(seq_len(strata), function(h) {
    big <- psus[h] + sample(0:40, 1)  # 0: all taken
    do.call(rbind, lapply(seq_len(psus[h]), function(i) {
      ssus <- if (stages == 0) 1 else 2 + rpois(1, 3)
      per <- if (stages == 2) sample(1:2, ssus, TRUE) else rep(1, ssus)
      data.frame(h = h, psu = i, ssu = rep(seq_len(ssus), per), N1 = big, N2 = ssus + sample(0:9, 1),
                 level = rnorm(1, sd = 2))
    }))
  }))
}

one <- function(design) {
  stages <- sample(0:2, 1)
  strata <- sample(1:6, 1)
  d <- records(if (stages == 0) max(3, strata) else strata, stages)
  if (stages == 0) d <- d[rep(seq_len(nrow(d)), 4), ]
  n <- nrow(d)
  d$pw <- exp(rnorm(n, 3, 0.7))
  d$dom <- sample(c("a", "b", "c"), n, TRUE, c(.5, .4, .1))
  d$m1 <- sample(c("p", "q", "r"), n, TRUE); d$m2 <- sample(c("u", "v"), n, TRUE)
  d$num <- rgamma(n, 3) + (d$m1 == "p")
  d$y <- 50 + d$level + 3 * d$num + rnorm(n, sd = 3)
  d$x <- d$y * runif(n, .5, 1.5)
  d$b <- as.numeric(runif(n) < plogis((d$y - 60) / 8))
  d$y[runif(n) < .07] <- NA; d$b[runif(n) < .07] <- NA
  d$pw[sample(n, 3)] <- 0
  if (stages == 0) d$N1 <- ave(d$h, d$h, FUN = length) + d$N1
  fpc <- sample(0:1, 1)
  kind <- sample(c("none", "linear", "raking", "numeric"), 1)
  ids <- list(~1, ~psu, ~psu + ssu)[[stages + 1]]
  sizes <- if (fpc == 0) NULL else list(~N1, ~N1, ~N1 + N2)[[stages + 1]]
  s <- svydesign(id = ids, strata = ~h, weights = ~pw, fpc = sizes, data = d, nest = TRUE)
  if (kind != "none") {
    f <- if (kind == "numeric") ~m1 + m2 + num else ~m1 + m2
    mm <- model.matrix(f, d)
    # A record with weight 0 makes R's own residuals 0/0: its row of the regression is 0.
    goal <- colSums(mm * d$pw) * exp(rnorm(ncol(mm), sd = .03))
    s0 <- svydesign(id = ids, strata = ~h, weights = ~I(pmax(pw, 1e-300)), fpc = sizes, data = d, nest = TRUE)
    d$w <- weights(calibrate_by(s0, mm, goal, if (kind == "raking") "raking" else "linear"))
    s <- calibrate_by(s0, mm, goal, if (kind == "raking") "raking" else "linear")
    d$w[d$pw == 0] <- 0
  } else d$w <- d$pw
  out <- d
  for (v in names(out)) if (is.numeric(out[[v]])) out[[v]] <- ifelse(is.na(out[[v]]), "", format(out[[v]], digits = 17, trim = TRUE))
  write.csv(out, file.path(dir, paste0(design, ".csv")), row.names = FALSE, quote = FALSE)

  rows <- NULL
  live <- d$pw > 0
  for (domain in c("all", "a", "b")) {
    inside <- live & (domain == "all" | d$dom == domain)
    at <- function(...) subset(s, inside & Reduce(`&`, lapply(list(...), function(v) !is.na(d[[v]]))))
    add <- function(statistic, v, x) rows <<- rbind(rows, data.frame(design, statistic, domain,
      estimate = unname(coef(v)), se = unname(c(SE(v))), df = degf(x)))
    add("mean", svymean(~y, at("y"), na.rm = TRUE), at("y")); add("share", svymean(~b, at("b"), na.rm = TRUE), at("b"))
    add("total", svytotal(~y, at("y"), na.rm = TRUE), at("y")); add("ratio", svyratio(~y, ~x, at("y"), na.rm = TRUE), at("y"))
  }
  list(design = data.frame(design, stages, fpc, kind), rows = rows)
}

all <- lapply(1:60, one)
write.csv(do.call(rbind, lapply(all, `[[`, "design")), file.path(dir, "designs.csv"), row.names = FALSE, quote = FALSE)
expected <- do.call(rbind, lapply(all, `[[`, "rows"))
for (v in c("estimate", "se", "df")) expected[[v]] <- format(expected[[v]], digits = 17, trim = TRUE)
write.csv(expected, file.path(dir, "expected.csv"), row.names = FALSE, quote = FALSE)

# Random designs, tested by R's survey: Rscript random_tests.R DIR writes DIR/N.csv and expected.csv.
suppressMessages(library(survey))
dir <- commandArgs(TRUE)[1]
options(survey.lonely.psu = "fail")

survey_of <- function(i) {
  set.seed(20240500 + i)
  strata <- sample(1:4, 1); psus <- sample(4:12, strata, TRUE)
  d <- do.call(rbind, lapply(seq_len(strata), function(h) do.call(rbind, lapply(seq_len(psus[h]), function(j) {
    n <- 2 + rpois(1, 6)
    level <- rnorm(1, sd = .8)
    a <- 1 + (runif(n) < plogis(level)) + (runif(n) < .3)
    b <- 1 + pmin(3, rpois(n, exp(.3 * level + .2 * a)))
    data.frame(h, psu = 100 * h + j, N = psus[h] + sample(c(0, 3, 50), 1), a, b, y = rnorm(n, 10 + level + .4 * (a > 1), 2))
  }))))
  d$N <- ave(d$N, d$h, FUN = max)
  d$w <- exp(rnorm(nrow(d), 3, .6))
  d$g <- as.numeric(d$a > 1)
  d
}

rows <- lapply(1:24, function(i) {
  d <- survey_of(i)
  write.csv(format(d, digits = 17, trim = TRUE), file.path(dir, paste0(i, ".csv")), row.names = FALSE, quote = FALSE)
  s <- if (i %% 3 == 0) svydesign(~psu, strata = ~h, weights = ~w, data = d)
       else if (i %% 3 == 1) svydesign(~psu, strata = ~h, weights = ~w, fpc = ~N, data = d)
       else svydesign(~1, strata = ~h, weights = ~w, data = d)
  add <- function(method, t) data.frame(survey = i, design = NA, method,
    statistic = unname(t$statistic), df1 = unname(t$parameter[1]), df2 = unname(t$parameter[2]), p = unname(t$p.value))
  t <- svyttest(y ~ g, s)
  out <- data.frame(survey = i, design = NA, method = "t", statistic = unname(t$statistic), df1 = NA, df2 = unname(t$parameter), p = unname(t$p.value))
  for (m in c("F", "Chisq", "Wald", "adjWald")) {
    t <- try(svychisq(~ a + b, s, statistic = m), silent = TRUE)
    # Without an inverse of the covariance, or with more contrasts than degrees of freedom, there is no Wald test.
    if (!inherits(t, "try-error") && all(t$parameter > 0) && is.finite(t$p.value)) out <- rbind(out, add(m, t))
  }
  out$design <- c("psu", "psu fpc", "elements")[i %% 3 + 1]
  out
})
write.csv(format(do.call(rbind, rows), digits = 17, trim = TRUE), file.path(dir, "expected.csv"), row.names = FALSE, quote = FALSE)

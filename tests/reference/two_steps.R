# Two linear calibrations of apistrat, comp.imp and then stype: the standard error of the mean of
# api00 by the numerical derivative of the whole weighting, and by survey 4.1-1, which takes the
# steps in the order in which they were made.
#   Rscript tests/reference/two_steps.R
suppressMessages(library(survey))
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))), "calibrate.R"))
options(digits = 12)
data(api)
imp <- model.matrix(~comp.imp, apistrat); stype <- model.matrix(~stype, apistrat)
t_imp <- c(6194, sum(apipop$comp.imp == "Yes")); t_stype <- c(6194, 755, 1018)
d <- apistrat$pw
linear <- function(d, x, t) d * (1 + drop(x %*% solve(crossprod(x, x * d), t - colSums(x * d))))
theta <- function(d) { w <- linear(linear(d, imp, t_imp), stype, t_stype); sum(w * apistrat$api00) / sum(w) }
u <- sapply(seq_along(d), function(k) {
  h <- 1e-4 * d[k]; up <- d; down <- d; up[k] <- up[k] + h; down[k] <- down[k] - h
  d[k] * (theta(up) - theta(down)) / (2 * h)
})
design <- svydesign(id = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = apistrat)
print(c(derivative = sqrt(survey:::svyrecvar(cbind(u), design$cluster, design$strata, design$fpc)),
        survey = SE(svymean(~api00, calibrate_by(calibrate_by(design, imp, t_imp, "linear"), stype, t_stype, "linear")))))

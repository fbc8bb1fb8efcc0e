# Calibrated weights by R's survey package, with the data that they were made from:
#   Rscript tests/reference/calibration.R DIR      writes DIR/apiclus1.csv
# Needs the packages survey and MASS. Their data are not part of this project. Frozen figures in the tests: survey 4.1-1, R 4.2.
suppressMessages(library(survey))
dir <- commandArgs(TRUE)[1]
data(api)
d <- apiclus1
design <- svydesign(id = ~dnum, weights = ~pw, data = d, fpc = ~fpc)
# The default epsilon, 1e-7, would show in the weights.
weights_by <- function(formula, population, ...)
  weights(calibrate(design, formula, population, epsilon = 1e-13, maxit = 500, ...))
stype <- c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018)
api99 <- c(stype, api99 = 3914069)
d$w.poststratify <- weights_by(~stype, stype, calfun = "linear")
d$w.rake <- weights_by(~stype + sch.wide, c(stype, sch.wideYes = 5122), calfun = "raking")
d$w.linear <- weights_by(~stype + api99, api99, calfun = "linear")
d$w.raking <- weights_by(~stype + api99, api99, calfun = "raking")
d$w.truncated <- weights_by(~stype + api99, api99, calfun = "linear", bounds = c(0.6, 1.6))
d$w.logit <- weights_by(~stype + api99, api99, calfun = "logit", bounds = c(0.5, 2.5))

d <- d[, c("stype", "sch.wide", "dnum", "api00", "api99", "enroll", "pw", "fpc",
           grep("^w[.]", names(d), value = TRUE))]
for (v in names(d)) d[[v]] <- if (is.numeric(d[[v]])) format(d[[v]], digits = 17, trim = TRUE, scientific = FALSE) else as.character(d[[v]])
write.csv(d, file.path(dir, "apiclus1.csv"), row.names = FALSE, quote = FALSE)

# Writes the data sets of R's survey package that the tests need, as CSV, into the folder given:
#   Rscript tests/reference/export.R DIR
# The package's data are not part of this project; calibrated weights are made here, so that the
# variance is tested by itself. Made with survey 4.1-1.
suppressMessages(library(survey))
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))), "calibrate.R"))
dir <- commandArgs(TRUE)[1]
data(api)

# Whole doubles, so that no figure is lost on the way.
out <- function(d, name) {
  for (v in names(d)) if (is.factor(d[[v]])) d[[v]] <- as.character(d[[v]])
  for (v in names(d)) if (is.numeric(d[[v]])) d[[v]] <- format(d[[v]], digits = 17, trim = TRUE, scientific = FALSE)
  write.csv(d, file.path(dir, name), row.names = FALSE, quote = FALSE, na = "")
}
columns <- c("stype", "dnum", "snum", "api00", "api99", "growth", "sch.wide", "comp.imp", "awards",
             "enroll", "api.stu", "ell", "meals", "mobility", "pw", "fpc")
keep <- function(d) d[, intersect(columns, names(d))]

one <- apiclus1
strat <- apistrat
dclus1 <- svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc)
dstrat <- svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat, fpc = ~fpc)
cal <- function(design, formula, totals, fun)
  weights(calibrate_by(design, model.matrix(formula, design$variables), totals, fun))
stype <- c(6194, 755, 1018)  # all, H, M
one$w.post <- cal(dclus1, ~stype, stype, "linear")
one$w.rake <- cal(dclus1, ~stype + sch.wide, c(stype, 5122), "raking")
one$w.linear <- cal(dclus1, ~stype + api99, c(stype, 3914069), "linear")
one$w.raking <- cal(dclus1, ~stype + api99, c(stype, 3914069), "raking")
strat$w.imp <- cal(dstrat, ~comp.imp, c(6194, sum(apipop$comp.imp == "Yes")), "linear")
strat$w.imp.stype <- cal(dstrat, ~comp.imp + stype, c(6194, 4000, 780, 1000), "raking")
again <- svydesign(id = ~1, strata = ~stype, weights = strat$w.imp, data = strat, fpc = ~fpc)
strat$w.two <- cal(again, ~stype, stype, "linear")

out(keep(apisrs), "apisrs.csv")
out(cbind(keep(apistrat), strat[, c("w.imp", "w.imp.stype", "w.two")]), "apistrat.csv")
out(cbind(keep(apiclus1), one[, c("w.post", "w.rake", "w.linear", "w.raking")]), "apiclus1.csv")
out(cbind(keep(apiclus2), apiclus2[, c("fpc1", "fpc2")]), "apiclus2.csv")

# Tests of independence and t-tests by R's survey (4.1-1), for tests/hypothesis/api_tests_test.cpp:
#   Rscript tests/reference/hypothesis.R
# prints the figures with 15 digits, as they stand in the test.
suppressMessages(library(survey))
options(digits = 15)
data(api)
dstrat <- svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat, fpc = ~fpc)
dclus1 <- svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc)
dclus2 <- svydesign(id = ~ dnum + snum, data = apiclus2, fpc = ~ fpc1 + fpc2)
raked <- calibrate(dclus1, ~ stype + sch.wide, c(6194, 755, 1018, 5122), calfun = "raking", epsilon = 1e-13)
jk1 <- as.svrepdesign(dclus1)

show <- function(name, ...) cat(sprintf("%-34s", name), format(c(...), digits = 15), "\n")
independence <- function(name, design, formula) {
  for (s in c("F", "Chisq", "Wald", "adjWald")) {
    # The Wald tests of a design with fewer degrees of freedom than cells have no inverse.
    t <- try(svychisq(formula, design, statistic = s), silent = TRUE)
    if (!inherits(t, "try-error")) show(paste(name, s), t$statistic, t$parameter, t$p.value)
  }
}
independence("strat sch.wide+stype", dstrat, ~ sch.wide + stype)
independence("clus1 sch.wide+comp.imp", dclus1, ~ sch.wide + comp.imp)
independence("clus1 stype+comp.imp", dclus1, ~ stype + comp.imp)
independence("clus2 sch.wide+stype", dclus2, ~ sch.wide + stype)
independence("raked comp.imp+stype", raked, ~ comp.imp + stype)
independence("jk1 stype+comp.imp", jk1, ~ stype + comp.imp)
independence("strat E sch.wide+comp.imp", subset(dstrat, stype == "E"), ~ sch.wide + comp.imp)

two <- function(name, formula, design) {
  t <- svyttest(formula, design)
  show(name, t$estimate, SE <- unname(t$estimate / t$statistic), t$conf.int, t$statistic, t$parameter, t$p.value)
}
two("strat enroll~comp.imp", enroll ~ comp.imp, dstrat)
two("clus1 api00~sch.wide", api00 ~ sch.wide, dclus1)
two("raked api00~comp.imp", api00 ~ comp.imp, raked)
two("clus1 M,H enroll~comp.imp", enroll ~ comp.imp, subset(dclus1, stype != "E"))
m <- svymean(~ I(api00 - 650), dclus1)
show("clus1 api00 against 650", coef(m) / SE(m), degf(dclus1), 2 * pt(-abs(coef(m) / SE(m)), degf(dclus1)))
show("pf", pf(c(.3, 2, 17.2, 400), c(1.5, 3, 1.83, 2), c(8, 20.5, 360, 14), lower.tail = FALSE))

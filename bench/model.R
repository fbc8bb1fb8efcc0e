# Rscript model.R FILE: R's survey package on the data of bench_model: svyglm of the same two models,
# milliseconds of the processor for one fit with its covariance, the median of seven.
suppressPackageStartupMessages(library(survey))
d <- read.csv(commandArgs(TRUE)[1])
for (v in c("sex", "age", "area")) d[[v]] <- factor(d[[v]])
design <- svydesign(id = ~1, strata = ~h, weights = ~w, data = d)
time <- function(formula) median(replicate(7, 1000 * sum(system.time(svyglm(formula, design, family = quasibinomial()))[1:2])))
cat(sprintf("| R survey %s, `svyglm`: 22 coefficients of factors | %.0f |\n", packageVersion("survey"), time(y ~ sex + age + area)))
cat(sprintf("| R survey %s, `svyglm`: 24 coefficients, two of them of numbers | %.0f |\n", packageVersion("survey"), time(y ~ sex + age + area + income + rent)))

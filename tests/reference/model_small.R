# Prints the figures that tests/tools/command_model_test.cpp holds: 15 digits, survey 4.1-1.
#   Rscript tests/reference/model_small.R
suppressMessages(library(survey))
k <- 0:39
d <- data.frame(stratum = k %% 2 + 1, weight = 10 + k %% 7, sex = factor(ifelse(k %% 3 == 0, 1, 2)),
                age = c("a", "b", "c")[k %% 5 %% 3 + 1], income = 100 + (k * 37) %% 50,
                y = ifelse(k == 11, NA, as.numeric((k * k) %% 7 < 3)))
design <- svydesign(id = ~1, strata = ~stratum, weights = ~weight, data = d)
m <- svyglm(y ~ sex + age + income, design, family = quasibinomial(), control = glm.control(epsilon = 1e-15, maxit = 100))
cat(sprintf("%-12s %.15g  SE %.15g\n", names(coef(m)), coef(m), SE(m)), sep = "")
age <- regTermTest(m, ~age)
cat(sprintf("age: F %.15g, p %.15g\n", age$Ftest, age$p))

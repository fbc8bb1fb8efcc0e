# Weighted logistic regression of sixty made records: coefficients, standard errors under the model,
# the sandwich, probabilities. R 4.2.2, glm().
#   Rscript tests/reference/logistic.R
options(digits = 15)
k <- 0:59
y <- as.numeric((k * k * 3 + 5 * k) %% 11 < 5)
sex <- factor(k %% 2)
age <- factor((k * 7 + k %/% 9) %% 3)
x <- (k * 4) %% 17 / 4
w <- 1 + (k * 13) %% 5 / 2
fit <- glm(y ~ sex + age + x, quasibinomial, weights = w, control = glm.control(epsilon = 1e-15, maxit = 100))
m <- model.matrix(fit)
p <- fitted(fit)
a <- solve(crossprod(m, m * (w * p * (1 - p))))  # cov.unscaled is one iteration behind
cat("coefficients\n"); print(unname(coef(fit)))
cat("standard errors\n"); print(unname(sqrt(diag(a))))
cat("sandwich\n"); print(unname(sqrt(diag(a %*% crossprod(m * (w * (y - p))) %*% a))))
cat("probabilities 1, 2, 60\n"); print(unname(p[c(1, 2, 60)]))
cat("log-likelihood\n"); print(sum(w * (y * log(p) + (1 - y) * log(1 - p))))

# Diagnostics of sixty made records, from their definitions: R-indicator with bias and variance,
# partial indicators, inverse influence, Kish's and Spencer's design effects. R 4.2.2.
#   Rscript tests/reference/diagnostics.R
options(digits = 15)
k <- 0:59
y <- as.numeric((k * k * 3 + 5 * k) %% 11 < 5)
sex <- factor(k %% 2)
age <- factor((k * 7 + k %/% 9) %% 3)
x <- (k * 4) %% 17 / 4
d <- 1 + (k * 13) %% 5 / 2

fit <- glm(y ~ sex + age, quasibinomial, weights = d, control = glm.control(epsilon = 1e-15, maxit = 100))
m <- model.matrix(fit)
rho <- fitted(fit)
N <- sum(d)
centre <- function(v) v - sum(d * v) / N
away <- centre(rho)
s2 <- sum(d * away^2) / (N - 1)
A <- solve(crossprod(m, m * (d * rho * (1 - rho))))
V <- A %*% crossprod(m, m * (d^2 * rho * (1 - rho))) %*% A
z <- apply(m * (rho * (1 - rho)), 2, centre)
B <- crossprod(z, z * d) / N
b <- crossprod(z, d * away) / N
bias <- sum(diag(B %*% V)) - (sum(d^2) / N^2 - 1 / N) * s2
variance <- 4 * t(b) %*% V %*% b + 2 * sum(diag(B %*% V %*% B %*% V)) + 60 / 59 * sum(d^2 * (away^2 - s2)^2) / N^2
cat("mean, 1 - 2 S, S2 corrected, its se\n"); print(c(sum(d * rho) / N, 1 - 2 * sqrt(s2), s2 - bias, sqrt(variance)))
mean_by <- function(g) ave(d * rho, g, FUN = sum) / ave(d, g, FUN = sum)
cat("partial: unconditional sex, age; conditional sex, age; level age 2\n")
print(c(sqrt(sum(d * (mean_by(sex) - sum(d * rho) / N)^2) / N), sqrt(sum(d * (mean_by(age) - sum(d * rho) / N)^2) / N),
        sqrt(sum(d * (rho - mean_by(age))^2) / N), sqrt(sum(d * (rho - mean_by(sex))^2) / N),
        sqrt(sum(d[age == 2]) / N) * (sum((d * rho)[age == 2]) / sum(d[age == 2]) - sum(d * rho) / N)))

full <- model.matrix(~sex + age + x)
r <- y == 1
influence <- function(m) drop(m[r, ] %*% solve(crossprod(m[r, ], m[r, ] * d[r]), colSums(m * d)))
mk <- influence(full)
cv <- function(v) { w <- d[r]; c <- sum(w * v) / sum(w); sqrt(sum(w * (v - c)^2) / sum(w)) / c }
cat("m of the first three respondents, H3\n"); print(c(unname(mk[1:3]), cv(mk)))
study <- (k * k) %% 7
w <- d[r]; s <- study[r]
ybar <- sum(w * s) / sum(w)
cat("H1 by the two means\n")
print(abs(ybar - sum(w * mk * s) / sum(w * mk)) / sqrt(sum(w * (s - ybar)^2) / sum(w)))
cat("H3 of sex; age; x; age + x; sex + age + x\n")
print(c(cv(influence(model.matrix(~sex))), cv(influence(model.matrix(~age))), cv(influence(model.matrix(~x))),
        cv(influence(model.matrix(~age + x))), cv(mk)))

kish <- 60 * sum(d^2) / sum(d)^2
cat("Kish; Spencer of study\n")
p <- 1 / d
a <- coef(lm(study ~ p, weights = d))[1]
cor2 <- cov.wt(cbind(study, p), wt = d / N, cor = TRUE)$cor[1, 2]^2
sigma2 <- sum(d * centre(study)^2) / N
print(c(kish, (1 - cor2) * kish + unname(a)^2 / sigma2 * (kish - 1)))
cat("quantiles of d\n"); print(unname(quantile(d, c(.01, .05, .25, .5, .75, .95, .99))))
cat("quantiles of x\n"); print(unname(quantile(x[x != 0], c(.01, .05, .25, .5, .75, .95, .99))))

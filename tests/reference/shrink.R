# Empirical Bayes estimates of areas' shares (Morris 1983): the values of tests/goal/shrink_test.cpp.
# Base R only (made with R 4.2.2). Rscript tests/reference/shrink.R
p <- c(0.05, 0.08, 0.1, 0.12, 0.2, 0)
n <- c(100, 150, 200, 120, 80, 60)
v <- 1.3 * p * (1 - p) / n

y <- asin(sqrt(p))
d <- sum(v) / sum(p * (1 - p) / n)
V <- d / (4 * n)
k <- length(p)
mu <- function(A) sum(y / (V + A)) / sum(1 / (V + A))
h <- function(A) {
  W <- 1 / (V + A)
  sum(W * (k / (k - 1) * (y - mu(A))^2 - V)) / sum(W) - A
}
A <- uniroot(h, c(0, 1), tol = 1e-15)$root
W <- 1 / (V + A)
B <- (k - 3) / (k - 1) * V / (V + A)
centre <- (1 - B) * y + B * mu(A)
Vbar <- sum(W * V) / sum(W)
s2 <- V * (1 - B * (1 - W / sum(W))) + 2 / (k - 3) * B^2 * (Vbar + A) / (V + A) * (y - mu(A))^2
# The mean and the variance of sin² of a normal variable by integration, not by the closed form.
moment <- function(m, s, power)
  integrate(function(z) sin(m + s * z)^(2 * power) * dnorm(z), -12, 12, rel.tol = 1e-13)$value
value <- mapply(function(m, s) moment(m, s, 1), centre, sqrt(s2))
sd <- mapply(function(m, s) sqrt(moment(m, s, 2) - moment(m, s, 1)^2), centre, sqrt(s2))
show <- function(name, x) cat(name, format(x, digits = 13), "\n")
show("design effect", d)
show("A", A)
show("mean", sin(mu(A))^2)
show("B", B)
show("value", value)
show("sd", sd)

# Quantiles of the beta distribution by R's qbeta, written once to beta_quantiles.csv beside this
# file (R 4.2.2):
#   Rscript tests/reference/beta_quantiles.R > tests/reference/beta_quantiles.csv
grid <- expand.grid(p = c(.0005, .025, .2, .5, .975, .9995), b = c(.3, .9, 1, 1.5, 3, 12, 40, 344.4, 1e4, 1e6),
                    a = c(.3, .9, 1, 1.5, 3, 12, 40, 344.4, 1e4, 1e6))[c("a", "b", "p")]
grid$x <- sprintf("%.17g", qbeta(grid$p, grid$a, grid$b))
write.csv(grid, row.names = FALSE, quote = FALSE)

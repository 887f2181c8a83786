workload("pca-exact", function(shape, files) {
  x <- matrix_of(files[1], shape[1], shape[2])
  model <- NULL
  list(
    run = function() model <<- prcomp(x, rank. = shape[3]),
    results = function() list(model$sdev[1:shape[3]]^2),
    quality = function() sum(model$sdev[1:shape[3]]^2) / sum(model$sdev^2)
  )
})

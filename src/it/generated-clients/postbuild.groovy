context.get('clinic').destroy()
return true
